import type { JSX } from 'hono/jsx/jsx-runtime'
import { visibleString } from '../visible-text.js'

/** The part of `d3-scale` that draws bars. */
export type BarScales = Pick<typeof import('d3-scale'), 'scaleBand' | 'scaleLinear'>

/** A bar with the words that stand beside it. */
export interface Bar {
  readonly label: string
  /** Absent when the figure is not published: its words stand alone. */
  readonly value?: number
  readonly text: string
}

/** What a chart shows. */
export interface BarChartProps {
  readonly scales: BarScales
  readonly id: string
  /** The chart's name for who cannot see it. */
  readonly title: string
  readonly bars: readonly Bar[]
  /** Largest value of the axis, which starts at 0. Default: a round number over the largest bar. */
  readonly most?: number
  /** Short labels stand left of their bars; long ones above. */
  readonly labels: 'beside' | 'above'
}

/** Percent of the width where bars end: what follows is for words. */
const END = 70
const BESIDE_START = 16
const ROW = { beside: 30, above: 54 } as const
const LABEL_HEIGHT = 22
/** Code points of a label that fit in 288 pixels. */
const LONGEST_LABEL = 36

/**
 * Bars as a static drawing. Widths are percents and letters are not scaled, so that it is as readable at 320 pixels as
 * on paper.
 */
export function BarChart({ scales, id, title, bars, most, labels }: BarChartProps): JSX.Element {
  const start = labels === 'beside' ? BESIDE_START : 0
  const largest = Math.max(1, ...bars.map(({ value }) => value ?? 0))
  const across = scales
    .scaleLinear()
    .domain([0, most ?? largest])
    .range([start, END])
  if (most === undefined) across.nice()
  const height = bars.length * ROW[labels]
  const down = scales
    .scaleBand()
    .domain(bars.map((_, index) => String(index)))
    .range([0, height])
  return (
    <svg class="chart" role="img" aria-labelledby={`${id}-nom`} width="100%" height={height + 2}>
      <title id={`${id}-nom`}>{title}</title>
      <defs>
        <pattern id={`${id}-motif`} width="7" height="7" patternUnits="userSpaceOnUse">
          <rect class="chart-ground" width="7" height="7" />
          <path class="chart-line" d="M-1 1l2-2M0 7l7-7M6 8l2-2" />
        </pattern>
      </defs>
      {across.ticks(4).map((tick) => (
        <line class="chart-grid" x1={`${across(tick)}%`} x2={`${across(tick)}%`} y1="0" y2={height} />
      ))}
      {bars.map((bar, index) => (
        <Row
          bar={bar}
          top={down(String(index)) ?? 0}
          labels={labels}
          start={start}
          end={across(bar.value ?? 0)}
          fill={`url(#${id}-motif)`}
        />
      ))}
    </svg>
  )
}

function Row(props: {
  readonly bar: Bar
  readonly top: number
  readonly labels: BarChartProps['labels']
  readonly start: number
  readonly end: number
  readonly fill: string
}): JSX.Element {
  const { bar, labels, start, end, fill } = props
  const top = props.top + (labels === 'above' ? LABEL_HEIGHT : 4)
  return (
    <g>
      <text class="chart-label" x="0" y={labels === 'above' ? top - 6 : top + 16}>
        {shortened(visibleString(bar.label))}
      </text>
      <rect class="chart-bar" x={`${start}%`} y={top} width={`${end - start}%`} height="22" fill={fill} />
      <text class="chart-value" x={`${end}%`} dx="8" y={top + 16}>
        {bar.text}
      </text>
    </g>
  )
}

function shortened(label: string): string {
  const characters = [...label]
  return characters.length <= LONGEST_LABEL ? label : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}
