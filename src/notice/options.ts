import type { HumanReview } from '../provenance/label.js'
import type { Decision } from '../review/decision.js'
import type { UseDeclaration } from '../system/use.js'
import type { Handover } from './content.js'
import type { NoticeLanguage } from './language.js'
import type { ChannelOf, ContextOf, NoticeChannel, NoticeContext, NoticeLevel } from './levels.js'

interface Common {
  readonly lang: NoticeLanguage
  /** Level of the heading in the page, 2 to 6. Default 2. */
  readonly headingLevel?: number
  /** Id of the heading; needed when a page shows two notices of one system. Default `ia-notice-<system>`. */
  readonly id?: string
  /** Names the system in title and link, for a page that shows several. Default `false`. */
  readonly nameSystem?: boolean
  /**
   * Address of the site, such as `https://www.ville.example`. Needed where the record's address is a path and the notice
   * leaves the site: text, e-mail, letter, poster, text message, and every mention of a decision.
   */
  readonly baseUrl?: string
  /** A shorter address that leads to the record, for text messages and paper. */
  readonly shortUrl?: string
  /** `interaction` only: how to ask for a person without leaving the conversation. */
  readonly handover?: Handover
}

/** What is asked of a notice, before anything is checked: for ways in that read it at run time. */
export interface NoticeRequest extends Common {
  readonly level?: NoticeLevel | undefined
  readonly channel: NoticeChannel
  readonly context?: NoticeContext
  readonly reference?: string
}

/** A level with the channels and places that it has; the mention of a decision needs the decision's reference. */
type AskedLevel = {
  readonly [Level in NoticeLevel]: {
    readonly level: Level
    readonly channel: ChannelOf<Level>
    readonly context?: ContextOf<Level>
  } & (Level extends 'decision' ? { readonly reference: string } : { readonly reference?: never })
}[NoticeLevel]

/** No level asked for: the least of the use, in that place. */
interface LeastLevel {
  readonly level?: undefined
  readonly channel: NoticeChannel
  readonly context?: NoticeContext
  /** The decision's reference, as its letter bears it. Needed where the least is the mention of a decision. */
  readonly reference?: string
}

/** How a notice is shown. Combinations that make no notice do not compile. */
export type RenderNoticeOptions = Common & (AskedLevel | LeastLevel)

/** What a notice takes from a decision that `guard.decision` returned. */
export type RecordedDecision = Pick<Decision<unknown>, 'outcome' | 'systemId' | 'useId'>

interface Facts {
  /** The charter's authority. Needed when the record names no administration. */
  readonly authority?: string
  /** How far a person has looked at the output. Default: what the use promises (`pending` when it is decided on). */
  readonly humanReview?: HumanReview
}

type SignificantId<Uses> = string extends keyof Uses
  ? string
  : {
      readonly [Id in keyof Uses & string]: Uses[Id] extends { readonly impact: 'significant' } ? Id : never
    }[keyof Uses & string]

/** How a declared system's notice is shown: the use it is about, and what happened to its output. */
export type RenderSystemNoticeOptions<
  Uses extends Readonly<Record<string, UseDeclaration>> = Readonly<Record<string, UseDeclaration>>,
> = Common &
  Facts &
  (
    | (Extract<AskedLevel, { readonly level: 'decision' }> & {
        readonly use: SignificantId<Uses>
        readonly decision: RecordedDecision
      })
    | (Exclude<AskedLevel, { readonly level: 'decision' }> & {
        readonly use: keyof Uses & string
        readonly decision?: RecordedDecision
      })
    | (LeastLevel & { readonly use: keyof Uses & string; readonly decision?: RecordedDecision })
  )
