import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Form } from '../read-form.js'
import { CasePanel } from './case-panel.js'
import { DecisionForm } from './decision-form.js'
import { DisagreementPanel } from './disagreement-panel.js'
import { ErrorSummary } from './fields.js'
import { KeptText } from './kept-text.js'
import { OpinionForm, RevealForm } from './opinion-form.js'
import { caseLabel } from './queue-row.js'
import { RevertDialog } from './revert-dialog.js'
import { ReviewHead } from './review-head.js'
import { ConflictDialog, Message, WithoutAiNote } from './review-notes.js'
import type { ReviewPageProps, ReviewStep } from './review-step.js'
import { Shell } from './shell.js'
import { StatePanel } from './state-panel.js'
import { SuggestionPanel } from './suggestion-panel.js'
import type { Visit } from './visit.js'

function stepOf({ view, withoutAi }: ReviewPageProps): ReviewStep {
  const { allowed } = view
  // Nothing of a suspended system is shown, and an AI that is away has said nothing: what is left is to decide without it.
  const alone = withoutAi === true || view.suspendedSince !== undefined || view.withoutSuggestion === true
  if (alone && allowed.includes('without-ai')) return 'without-ai'
  // Who had seen it decides on their own, too: their decision sets it aside.
  if (view.suspendedSince !== undefined && allowed.includes('reject')) return 'without-ai'
  if (view.suggestion !== undefined && allowed.includes('reject')) return 'compare'
  if (view.oversight.mode === 'decide-first' && allowed.includes('record-opinion')) return 'opinion'
  return allowed.includes('reveal') ? 'reveal' : 'state'
}

/** The page of one review: the case first, then what this person may do with it now. */
export function ReviewPage(props: ReviewPageProps): JSX.Element {
  const { visit, view, errors, message } = props
  const { say } = visit
  const step = stepOf(props)
  const title = [stepTitle(step, visit), say('review.title', { case: caseLabel(view) })].filter(
    (part) => part !== '',
  )
  return (
    <Shell context={visit} visit={visit} title={title.toReversed()} hasErrors={errors.length > 0}>
      <ErrorSummary say={say} errors={errors} />
      {message === 'conflict' ? <ConflictDialog {...props} step={step} /> : null}
      <ReviewHead {...props} step={step} />
      {/* After the head, whose first button is the one that the Enter key presses. */}
      {message === 'revert-asked' && step === 'compare' ? <RevertDialog visit={visit} view={view} /> : null}
      <Message {...props} />
      <WithoutAiNote visit={visit} view={view} />
      {step === 'state' ? <StateLayout {...props} /> : <WorkLayout {...props} step={step} />}
    </Shell>
  )
}

/** Where it stands comes first: there is nothing to fill in. */
function StateLayout(props: ReviewPageProps): JSX.Element {
  const { visit, view, message } = props
  return (
    <div class="review-layout">
      <div class="side">
        <StatePanel {...props} />
        {message === 'conflict' ? null : <KeptText say={visit.say} typed={keptBy(props)} />}
      </div>
      <div class="side">
        <CasePanel visit={visit} view={view} />
        <SuggestionPanel {...props} />
      </div>
    </div>
  )
}

/** The case, then the suggestion, then the decision: in this order for everybody. */
function WorkLayout(props: WorkProps): JSX.Element {
  const { visit, view, step } = props
  return (
    <div class={step === 'compare' ? 'review-layout three' : 'review-layout'}>
      {step === 'compare' || view.disagreement === undefined ? (
        <CasePanel visit={visit} view={view} />
      ) : (
        <div class="side">
          <CasePanel visit={visit} view={view} />
          <DisagreementPanel visit={visit} view={view} />
        </div>
      )}
      {step === 'compare' ? <Compared {...props} /> : null}
      <Work {...props} />
    </div>
  )
}

/** What others said of the case: the AI, and those who decided before and differ. */
function Compared(props: ReviewPageProps): JSX.Element {
  const { visit, view } = props
  if (view.disagreement === undefined) return <SuggestionPanel {...props} />
  return (
    <div class="side">
      <SuggestionPanel {...props} />
      <DisagreementPanel visit={visit} view={view} />
    </div>
  )
}

type WorkProps = ReviewPageProps & { readonly step: Exclude<ReviewStep, 'state'> }

function Work(props: WorkProps): JSX.Element {
  switch (props.step) {
    case 'opinion':
      return <OpinionForm {...props} />
    case 'reveal':
      return <RevealForm {...props} />
    case 'compare':
      return <DecisionForm {...props} withoutAi={false} />
    case 'without-ai':
      return <DecisionForm {...props} withoutAi />
  }
}

// A draft stays out of the way once the review is decided.
function keptBy({ view, typed }: ReviewPageProps): Form | undefined {
  return view.status === 'pending' || view.status === 'claimed' ? typed : undefined
}

function stepTitle(step: ReviewStep, { say }: Visit): string {
  switch (step) {
    case 'opinion':
      return say('review.step.opinion')
    case 'reveal':
    case 'compare':
    case 'without-ai':
      return say('review.step.decision')
    case 'state':
      return ''
  }
}
