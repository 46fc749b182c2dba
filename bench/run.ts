import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bigJournalFigures } from './big-journal.ts'
import { proposals, releasedCalls } from './calls.ts'
import { consoleFigures } from './console.ts'
import { decisionChecks } from './decision-checks.ts'
import { detectionFigures } from './detection.ts'
import { importTimes } from './imports.ts'
import { journalFigures } from './journal.ts'
import { noticeFigures } from './notices.ts'
import { proposalRates } from './proposals.ts'
import { claimFigures } from './queue.ts'
import { printTable } from './report.ts'

// Everything runs on this machine, one thing after the other; ratios come from one run.
const folder = mkdtempSync(join(tmpdir(), 'garde-fou-bench-'))
try {
  console.log(`node ${process.version}, ${process.platform} ${process.arch}\n`)
  printTable([
    ...(await releasedCalls(folder)),
    ...(await proposals(folder)),
    ...(await proposalRates(folder)),
    ...(await claimFigures(folder)),
    ...(await journalFigures(folder)),
    ...(await bigJournalFigures(folder)),
    ...(await decisionChecks(folder)),
    ...(await detectionFigures()),
    ...(await noticeFigures()),
    ...(await consoleFigures(folder)),
    ...importTimes(),
  ])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
