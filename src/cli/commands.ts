import { accessKey } from './access-key.js'
import { backup } from './backup.js'
import type { Command } from './command.js'
import { decisionsExport } from './decisions-export.js'
import { doctor } from './doctor.js'
import { evaluate } from './evaluate.js'
import { init } from './init.js'
import { journalCheckpoint } from './journal-checkpoint.js'
import { journalExport } from './journal-export.js'
import { journalKey } from './journal-key.js'
import { journalVerify } from './journal-verify.js'
import { keysRotate } from './keys-rotate.js'
import { labelVerify } from './label-verify.js'
import { migrate } from './migrate.js'
import { registerBuild } from './register-build.js'
import { restore } from './restore.js'
import { retention } from './retention.js'
import { reviewsAmend } from './reviews-amend.js'
import { reviewsApprove } from './reviews-approve.js'
import { reviewsClaim } from './reviews-claim.js'
import { reviewsGiveBack } from './reviews-give-back.js'
import { reviewsList } from './reviews-list.js'
import { reviewsOpinion } from './reviews-opinion.js'
import { reviewsReject } from './reviews-reject.js'
import { reviewsReveal } from './reviews-reveal.js'
import { reviewsShow } from './reviews-show.js'
import { scanDecisions } from './scan-decisions.js'
import { scanPersonalData } from './scan-personal-data.js'
import { scanUses } from './scan-uses.js'
import { serve } from './serve.js'
import { subjectsErase } from './subjects-erase.js'
import { subjectsExport } from './subjects-export.js'
import { subjectsHold, subjectsRelease } from './subjects-hold.js'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  init,
  doctor,
  serve,
  reviewsList,
  reviewsShow,
  reviewsClaim,
  reviewsOpinion,
  reviewsReveal,
  reviewsApprove,
  reviewsAmend,
  reviewsReject,
  reviewsGiveBack,
  journalVerify,
  journalExport,
  journalCheckpoint,
  journalKey,
  labelVerify,
  registerBuild,
  scanUses,
  scanDecisions,
  scanPersonalData,
  evaluate,
  subjectsExport,
  subjectsErase,
  subjectsHold,
  subjectsRelease,
  decisionsExport,
  retention,
  keysRotate,
  backup,
  restore,
  migrate,
  accessKey,
]
