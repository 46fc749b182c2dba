import type { JSX } from 'hono/jsx/jsx-runtime'
import type { UseFigures } from '../../statistics/team.js'
import type { UseRecord } from '../../system/system-record.js'
import { criterionAnswerLabel } from './criteria.js'
import { motiveReasonLabel } from './labels.js'
import { shareText } from './summary-table.js'
import type { Visit } from './visit.js'

/** Where decisions part from the suggestion: by the reasons they name, and by what people found of each criterion. */
export function ApartTables(props: {
  readonly visit: Visit
  readonly systemId: string
  readonly apart: readonly UseFigures[]
}): JSX.Element {
  const { visit, systemId, apart } = props
  const system = visit.guard.systems.find(({ id }) => id === systemId)
  return (
    <>
      {apart.map((figures) => {
        const use = system?.record.uses[figures.useId]
        const name = apart.length === 1 ? undefined : (use?.procedure ?? use?.action ?? figures.useId)
        return (
          <>
            <ReasonTable visit={visit} figures={figures} name={name} />
            <CriteriaTable visit={visit} figures={figures} use={use} name={name} />
          </>
        )
      })}
    </>
  )
}

interface TableProps {
  readonly visit: Visit
  readonly figures: UseFigures
  /** Of the use, where there are several. */
  readonly name: string | undefined
}

function ReasonTable({ visit, figures, name }: TableProps): JSX.Element | null {
  const { say } = visit
  if (figures.reasons.length === 0) return null
  return (
    <table class="figures">
      <caption>{captionOf(say('apart.reasons'), name, visit)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('apart.reason')}</th>
          <th scope="col">{say('apart.named')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.reasons.map(({ reason, share }) => (
          <tr>
            <th scope="row">{motiveReasonLabel(reason, say)}</th>
            <td>{shareText(share, visit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CriteriaTable(props: TableProps & { readonly use: UseRecord | undefined }): JSX.Element | null {
  const { visit, figures, use, name } = props
  const { say, language } = visit
  if (figures.criteria.length === 0) return null
  const called = (id: string): string => {
    const criterion = use?.criteria?.find((each) => each.id === id)
    return criterion === undefined ? id : ((language === 'en' ? criterion.en : undefined) ?? criterion.fr)
  }
  return (
    <table class="figures">
      <caption>{captionOf(say('apart.criteria'), name, visit)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('apart.criterion')}</th>
          <th scope="col">{say('apart.differing')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.criteria.flatMap(({ id, answers }) =>
          answers.map(({ answer, share }) => (
            <tr>
              <th scope="row">
                {say('apart.answered', { criterion: called(id), answer: criterionAnswerLabel(answer, say) })}
              </th>
              <td>{shareText(share, visit)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}

function captionOf(table: string, use: string | undefined, { say }: Visit): string {
  return use === undefined ? table : say('apart.of-use', { table, use })
}
