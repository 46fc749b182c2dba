import { NoticeInvalidError } from '../errors.js'

/** Colours of notices in one theme, as `#rrggbb`. */
export interface NoticeColours {
  readonly text: string
  readonly background: string
  readonly border: string
  readonly link: string
  readonly focus: string
  /** Terms of a full notice and lines below it. Default: that of the text. */
  readonly muted?: string
}

/** A city's colours. Without `dark` they hold in both themes. */
export interface NoticeTheme {
  readonly light: NoticeColours
  readonly dark?: NoticeColours
}

/** WCAG 2.2, 1.4.3: text on its background. */
const TEXT_CONTRAST = 4.5
/** WCAG 2.2, 1.4.11: what has to be seen without being read. */
const SHAPE_CONTRAST = 3

/**
 * A city's colours as a stylesheet that goes behind `noticeStyles`, once their contrast was checked: a theme that makes
 * notices hard to read does not build.
 *
 * @throws NoticeInvalidError naming every colour that cannot be read as one, or that is too close to the background.
 */
export function noticeTheme({ light, dark }: NoticeTheme): string {
  const faults = [...faultsOf('light', light), ...(dark === undefined ? [] : faultsOf('dark', dark))]
  if (faults.length > 0)
    throw new NoticeInvalidError(`The theme of notices cannot be used. ${faults.join('. ')}.`)
  const lines = NAMES.map((name) => {
    const [day, night] = [
      light[name] ?? light.text,
      dark === undefined ? undefined : (dark[name] ?? dark.text),
    ]
    return `  --ia-notice-${name}: ${night === undefined ? day : `light-dark(${day}, ${night})`};`
  })
  return ['.ia-notice, .ia-badge, .ia-label {', ...lines, '}', ''].join('\n')
}

const NAMES = ['text', 'background', 'border', 'link', 'focus', 'muted'] as const

function faultsOf(theme: 'light' | 'dark', colours: NoticeColours): readonly string[] {
  const background = luminance(colours.background)
  if (background === undefined) return [`\`${theme}.background\` is not a colour such as #1d2530`]
  return NAMES.flatMap((name): readonly string[] => {
    if (name === 'background') return []
    const colour = colours[name] ?? colours.text
    const own = luminance(colour)
    if (own === undefined) return [`\`${theme}.${name}\` is not a colour such as #1d2530`]
    const needed = name === 'border' || name === 'focus' ? SHAPE_CONTRAST : TEXT_CONTRAST
    const contrast = (Math.max(own, background) + 0.05) / (Math.min(own, background) + 0.05)
    return contrast >= needed
      ? []
      : [
          `\`${theme}.${name}\` has a contrast of ${(Math.floor(contrast * 100) / 100).toFixed(2)} on its background, and needs ${needed}`,
        ]
  })
}

/** Relative luminance, 0 for black to 1 for white (WCAG 2.2, glossary). */
function luminance(colour: string): number | undefined {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? []
  if (red === undefined || green === undefined || blue === undefined) return undefined
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(channel: string): number {
  const value = Number.parseInt(channel, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
