import type { JSX } from 'hono/jsx/jsx-runtime'
import { CriteriaAnswers } from './criteria.js'
import { DecisionFields, type DecisionFormProps } from './decision-fields.js'
import { directionOf, disagrees } from './direction.js'
import { opinionLabel } from './labels.js'
import { FORM_ID } from './opinion-form.js'
import { HiddenFields } from './shell.js'
import { shapeOfReview, useOfReview } from './submission.js'

/** The decision: three equal choices, a motive for each, the text for the person, the fields of an amendment. */
export function DecisionForm(props: DecisionFormProps): JSX.Element {
  const { visit, view, withoutAi } = props
  const { say, paths } = visit
  return (
    <section class="panel decision-panel" aria-labelledby="decision">
      <h2 id="decision" tabindex={-1}>
        {withoutAi === true ? say('decision.without-ai-title') : say('decision.title')}
      </h2>
      {withoutAi === true ? (
        <p>{say('decision.without-ai-explanation')}</p>
      ) : (
        <Comparison visit={visit} view={view} />
      )}
      <form
        id={FORM_ID}
        method="post"
        action={paths.action(view.id, 'verifier')}
        data-draft={paths.action(view.id, 'brouillon')}
        novalidate
      >
        <HiddenFields visit={visit} version={view.version} />
        <DecisionFields {...props} />
        <button type="submit" class="primary">
          {say('decision.submit')}
        </button>
        <SecondOpinion {...props} />
      </form>
    </section>
  )
}

/** Asked from the form, so that what is typed is kept. */
function SecondOpinion({ visit, view }: DecisionFormProps): JSX.Element | null {
  const { say, paths } = visit
  // Who settles a disagreement decides alone.
  if (view.disagreement !== undefined) return null
  if (view.secondOpinionAt !== undefined) return <p class="hint">{say('second.note')}</p>
  if (!view.allowed.includes('ask-second-opinion')) return null
  return (
    <div class="alternative">
      <button type="submit" class="quiet" formaction={paths.action(view.id, 'second-avis')}>
        {say('second.ask')}
      </button>
      <p class="hint">{say('second.hint')}</p>
    </div>
  )
}

/** One's own opinion beside the suggestion's, in words. */
function Comparison({ visit, view }: Pick<DecisionFormProps, 'visit' | 'view'>): JSX.Element | null {
  const { say } = visit
  if (view.opinion === undefined) return null
  const direction = directionOf(shapeOfReview(useOfReview(visit, view)), view.suggestion?.value)
  return (
    <>
      <dl class="comparison">
        <div>
          <dt>{say('decision.your-opinion')}</dt>
          <dd>{opinionLabel(view.opinion.choice, say)}</dd>
        </div>
        {direction === undefined ? null : (
          <>
            <div>
              <dt>{say('decision.ai-proposes')}</dt>
              <dd>{opinionLabel(direction, say)}</dd>
            </div>
            {view.opinion.choice === 'undecided' ? null : (
              <div>
                <dt>{say('decision.you-and-ai')}</dt>
                <dd>
                  {disagrees(view.opinion.choice, direction)
                    ? say('decision.disagree')
                    : say('decision.agree')}
                </dd>
              </div>
            )}
          </>
        )}
      </dl>
      <CriteriaAnswers visit={visit} criteria={view.opinion.criteria} />
    </>
  )
}
