import type { JSX } from 'hono/jsx/jsx-runtime'
import { visibleString } from '../visible-text.js'
import { BarChart } from './bar-chart.js'
import { forPeople } from './cells.js'
import { figureData } from './figures.js'
import { FIGURES, type Figure } from './paths.js'
import type { ReportVisit, ShownReport } from './visit.js'

/** A figure with its number, its reading, its data as a table and as a file. */
export function FigurePart(props: {
  readonly visit: ReportVisit
  readonly shown: ShownReport
  readonly figure: Figure
}): JSX.Element {
  const { visit, shown, figure } = props
  const { say, paths, year } = visit
  const { scales, report } = shown
  const { title, reading, columns, rows, bars, labels, most } = figureData(figure, report, forPeople(visit))
  const number = FIGURES.indexOf(figure) + 1
  const name = say('report.figure', { number, title })
  const id = `figure-${number}`
  return (
    <figure aria-labelledby={`${id}-titre`}>
      <p class="figure-title" id={`${id}-titre`}>
        {name}
      </p>
      {scales === undefined ? null : (
        <BarChart
          scales={scales}
          id={id}
          title={name}
          bars={bars}
          labels={labels}
          {...(most === undefined ? {} : { most })}
        />
      )}
      <p class="reading">{reading}</p>
      <details open={scales === undefined}>
        <summary>{say('report.figure.data')}</summary>
        <div class="table-frame">
          <table>
            <caption>{name}</caption>
            <thead>
              <tr>
                {columns.map((column, place) => (
                  <th scope="col" class={place === 0 ? undefined : 'number'}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first = '', ...others]) => (
                <tr>
                  <th scope="row">{visibleString(first)}</th>
                  {others.map((cell) => (
                    <td class="number">{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <p class="downloads">
        <a href={`${paths.figure(year, figure)}?langue=${visit.language}`}>
          {say('report.figure.csv', { number })}
        </a>
      </p>
    </figure>
  )
}
