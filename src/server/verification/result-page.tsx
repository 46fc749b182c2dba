import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { CheckedDecision, DecisionCheck } from '../../guard/check-decision.js'
import { formatDay, formatMoment } from '../../i18n/format.js'
import { visibleString } from '../visible-text.js'
import { CheckForm } from './form.js'
import { ProofPart } from './proof-part.js'
import { RightsPart } from './rights-part.js'
import { CheckShell } from './shell.js'
import { SystemName } from './system-name.js'
import type { CheckVisit } from './visit.js'

/** A check that led to an answer about a reference. */
export type Answered = Exclude<DecisionCheck, { status: 'malformed' }>

/** What a reference led to. */
export function ResultPage({
  visit,
  check,
}: {
  readonly visit: CheckVisit
  readonly check: Answered
}): JSX.Element {
  const { say, language } = visit
  switch (check.status) {
    case 'verified':
      return (
        <Result
          visit={visit}
          title={say('verify.verified.title')}
          texts={[headline(visit, check.decision), ...erasure(visit, check.decision)]}
        >
          <FactsPart visit={visit} decision={check.decision} />
          <RightsPart visit={visit} decision={check.decision} />
          <ProofPart visit={visit} proof={check.proof} />
        </Result>
      )
    case 'not-signed-yet':
      return (
        <Result visit={visit} title={say('verify.unsigned.title')} texts={[say('verify.unsigned.text')]}>
          <FactsPart visit={visit} decision={check.decision} />
          <RightsPart visit={visit} decision={check.decision} />
        </Result>
      )
    case 'not-effective': {
      const moment = formatMoment(language, new Date(check.effectiveAt))
      return (
        <Result
          visit={visit}
          title={say('verify.waiting.title')}
          texts={[say('verify.waiting.text', { moment })]}
        >
          <ReferencePart visit={visit} reference={check.reference} />
        </Result>
      )
    }
    case 'unknown':
      return (
        <Result
          visit={visit}
          warning
          title={say('verify.unknown.title')}
          texts={[say('verify.unknown.text')]}
        >
          <ReferencePart visit={visit} reference={check.reference} />
        </Result>
      )
    case 'not-verifiable':
      return (
        <Result
          visit={visit}
          warning
          title={say('verify.broken.title')}
          texts={[say('verify.broken.text'), say('verify.broken.todo')]}
        >
          <ReferencePart visit={visit} reference={check.reference} />
        </Result>
      )
  }
}

/** A page that cannot answer now. The same whatever was typed. */
export function NoAnswerPage(props: {
  readonly visit: CheckVisit
  readonly title: string
  readonly text: string
}): JSX.Element {
  return (
    <CheckShell visit={props.visit} result={props.title}>
      <h1>{props.title}</h1>
      <p role="status">{props.text}</p>
    </CheckShell>
  )
}

function Result(props: {
  readonly visit: CheckVisit
  readonly title: string
  readonly texts: readonly string[]
  readonly warning?: boolean
  readonly children?: Child
}): JSX.Element {
  const { visit, title, texts, warning, children } = props
  return (
    <CheckShell visit={visit} result={title}>
      <h1>{visit.say('verify.title')}</h1>
      <section
        class={warning === true ? 'check-result warning' : 'check-result'}
        aria-labelledby="resultat-titre"
      >
        <h2 id="resultat-titre">{title}</h2>
        {texts.map((text) => (
          <p>{text}</p>
        ))}
      </section>
      {children}
      <section class="check-part" aria-labelledby="autre-titre">
        <h2 id="autre-titre">{visit.say('verify.again')}</h2>
        <CheckForm visit={visit} />
      </section>
    </CheckShell>
  )
}

function headline({ say }: CheckVisit, { outcome, people }: CheckedDecision): string {
  return outcome === 'without-ai'
    ? say('verify.verified.without-ai', { count: people })
    : say('verify.verified.text', { count: people })
}

function erasure({ say, language }: CheckVisit, { erasedAt }: CheckedDecision): readonly string[] {
  return erasedAt === undefined
    ? []
    : [say('verify.erased', { day: formatDay(language, new Date(erasedAt)) })]
}

function ReferencePart(props: { readonly visit: CheckVisit; readonly reference: string }): JSX.Element {
  return (
    <dl class="check-facts">
      <dt>{props.visit.say('verify.reference')}</dt>
      <dd class="reference">{props.reference}</dd>
    </dl>
  )
}

function FactsPart(props: { readonly visit: CheckVisit; readonly decision: CheckedDecision }): JSX.Element {
  const { visit, decision } = props
  const { say, language } = visit
  const { people: count, role } = decision
  return (
    <section class="check-part" aria-labelledby="faits-titre">
      <h2 id="faits-titre">{say('verify.facts')}</h2>
      <dl class="check-facts">
        <dt>{say('verify.ai')}</dt>
        <dd>{partOfAi(visit, decision)}</dd>
        <dt>{say('verify.person')}</dt>
        <dd>{say('verify.person.role', { count, role: visibleString(role) })}</dd>
        <dt>{say('verify.decided-at')}</dt>
        <dd>{formatMoment(language, new Date(decision.decidedAt))}</dd>
        <dt>{say('verify.effective-at')}</dt>
        <dd>{formatMoment(language, new Date(decision.effectiveAt))}</dd>
        <dt>{say('verify.system')}</dt>
        <dd>
          <SystemName visit={visit} system={decision.system} />
        </dd>
        <dt>{say('verify.reference')}</dt>
        <dd class="reference">{decision.reference}</dd>
      </dl>
    </section>
  )
}

function partOfAi({ say }: CheckVisit, { outcome }: CheckedDecision): string {
  switch (outcome) {
    case 'approved':
      return say('verify.ai.approved')
    case 'amended':
      return say('verify.ai.amended')
    case 'rejected':
      return say('verify.ai.rejected')
    case 'without-ai':
      return say('verify.ai.without-ai')
  }
}
