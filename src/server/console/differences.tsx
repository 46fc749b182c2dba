import type { JSX } from 'hono/jsx/jsx-runtime'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { Difference } from '../../review/decision.js'
import { differencesBetween } from '../../review/difference.js'
import { isList, isObject, type Shape } from '../schema-form/shape.js'
import { VisibleText } from '../visible-text.js'
import { optionLabel, scalarText, shapeLabel } from './labels.js'
import type { Say } from './visit.js'
import { countPieces, type WordPiece, wordDifference } from './word-difference.js'

/** What an amendment changes, place by place: `<ins>` and `<del>` with words beside the colours. */
export function Differences(props: {
  readonly say: Say
  readonly shape: Shape
  readonly before: JsonValue
  readonly after: JsonValue
  /** Of its heading, where a page has several. */
  readonly id?: string
}): JSX.Element {
  const { say, shape, id = 'differences' } = props
  const changes = differencesBetween(props.before, props.after).map((difference) => {
    const place = placeOf(shape, difference.path)
    return { label: place.label, pieces: piecesOf(difference, place.shape, say) }
  })
  const counts = changes.map(({ pieces }) => countPieces(pieces))
  const total = (kind: 'added' | 'removed'): number => counts.reduce((sum, count) => sum + count[kind], 0)
  return (
    <section class="differences" aria-labelledby={id}>
      <h3 id={id}>{say('difference.title')}</h3>
      <p>
        {say('difference.added', { count: total('added') })},{' '}
        {say('difference.removed', { count: total('removed') })}
      </p>
      <dl class="values">
        {changes.map(({ label, pieces }) => (
          <div>
            <dt>
              <VisibleText text={label} />
            </dt>
            <dd class="text">
              {pieces.map((piece) => (
                <Piece say={say} piece={piece} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Piece({ say, piece }: { readonly say: Say; readonly piece: WordPiece }): JSX.Element {
  const text = <VisibleText text={piece.text} />
  if (piece.kind === 'same') return text
  if (piece.kind === 'added')
    return (
      <ins>
        <span class="visually-hidden">{say('difference.word-added')} </span>
        {text}
      </ins>
    )
  return (
    <del>
      <span class="visually-hidden">{say('difference.word-removed')} </span>
      {text}
    </del>
  )
}

function piecesOf({ before, after }: Difference, shape: Shape | undefined, say: Say): readonly WordPiece[] {
  if (typeof before === 'string' && typeof after === 'string' && shape?.kind !== 'choice')
    return wordDifference(before, after)
  return [
    ...(before === undefined ? [] : [{ kind: 'removed' as const, text: wordsOf(before, shape, say) }]),
    ...(after === undefined ? [] : [{ kind: 'added' as const, text: wordsOf(after, shape, say) }]),
  ]
}

function wordsOf(value: JsonValue, shape: Shape | undefined, say: Say): string {
  if (shape?.kind === 'choice') {
    const option = shape.options.find((candidate) => candidate.value === value)
    if (option !== undefined) return optionLabel(option, say)
  }
  if (isList(value))
    return value
      .map((item) => wordsOf(item, shape?.kind === 'list' ? shape.item : undefined, say))
      .join(' · ')
  if (!isObject(value)) return scalarText(value, say)
  return Object.entries(value)
    .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
    .map(([key, member]) => {
      const inner =
        shape?.kind === 'group' ? shape.members.find((candidate) => candidate.key === key)?.shape : undefined
      const words = wordsOf(member, inner, say)
      return say('difference.named', { name: shapeLabel(inner, key), value: words })
    })
    .join(' · ')
}

/** A place of a value in words: « Motifs › 1 › Texte ». */
function placeOf(shape: Shape, path: string): { readonly label: string; readonly shape: Shape | undefined } {
  const labels: string[] = []
  let current: Shape | undefined = shape
  for (const part of path.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (current?.kind === 'list') {
      labels.push(String(Number(key) + 1))
      current = current.item
    } else {
      const member: Shape | undefined =
        current?.kind === 'group'
          ? current.members.find((candidate) => candidate.key === key)?.shape
          : undefined
      labels.push(shapeLabel(member, key))
      current = member
    }
  }
  return { label: labels.join(' › '), shape: current }
}
