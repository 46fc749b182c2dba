import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatList, formatMoment } from '../../i18n/format.js'
import type { ReviewView } from '../../review/view.js'
import { VisibleText } from '../visible-text.js'
import { changeReasonLabel, motiveReasonLabel, outcomeLabel } from './labels.js'
import { shapeOfReview, useOfReview } from './submission.js'
import { ValueView } from './value-view.js'
import type { Visit } from './visit.js'

/** What was decided, as far as this viewer may read it. */
export function DecisionSummary({
  visit,
  view,
  names,
}: {
  readonly visit: Visit
  readonly view: ReviewView
  /** Names of the people whom the page may have to name, by id. */
  readonly names: ReadonlyMap<string, string>
}): JSX.Element | null {
  const { decision } = view
  if (decision === undefined) return null
  const { say, language } = visit
  const { by, changeReason, changeReasons } = decision
  return (
    <dl class="values">
      <div>
        <dt>{say('check.decision')}</dt>
        <dd>{outcomeLabel(decision.outcome, say)}</dd>
      </div>
      <div>
        <dt>{say('state.recorded')}</dt>
        <dd>{formatMoment(language, new Date(decision.at))}</dd>
      </div>
      <div>
        <dt>{say('state.decider')}</dt>
        <dd>
          <VisibleText text={names.get(by) ?? say('queue.holder.somebody')} />
        </dd>
      </div>
      <div>
        <dt>{say('decision.motive')}</dt>
        <dd class="text">
          <VisibleText text={decision.motive} />
        </dd>
      </div>
      {decision.reasons === undefined ? null : (
        <div>
          <dt>{say('check.reasons')}</dt>
          <dd>
            {formatList(
              language,
              decision.reasons.map((code) => motiveReasonLabel(code, say)),
            )}
          </dd>
        </div>
      )}
      {changeReason === undefined ? null : (
        <div>
          <dt>{say('decision.change')}</dt>
          <dd class="text">
            <VisibleText text={changeReason} />
          </dd>
        </div>
      )}
      {changeReasons === undefined ? null : (
        <div>
          <dt>{say('check.change-reasons')}</dt>
          <dd>
            {formatList(
              language,
              changeReasons.map((code) => changeReasonLabel(code, say)),
            )}
          </dd>
        </div>
      )}
      {decision.textForPerson === undefined ? null : (
        <div>
          <dt>{say('decision.text')}</dt>
          <dd class="text">
            <VisibleText text={decision.textForPerson} />
          </dd>
        </div>
      )}
      {decision.value === undefined ? null : (
        <div>
          <dt>{say('check.content')}</dt>
          <dd>
            <ValueView
              say={say}
              value={decision.value}
              shape={shapeOfReview(useOfReview(visit, view))}
              depth={1}
            />
          </dd>
        </div>
      )}
    </dl>
  )
}
