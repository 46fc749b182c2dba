import type { z } from 'zod'
import type { DataPolicyDeclaration } from './data-policy.js'
import type { Oversight, OversightDeclaration } from './oversight.js'
import type { Retention } from './retention.js'
import type { Criterion, SampleCheck, UseRecord, UseWords } from './system-record.js'
import type { Thresholds } from './thresholds.js'

interface CommonUse {
  /** What the AI does, completing « L’IA … »: « résume le dossier ». */
  readonly action: string
  readonly purpose: string
  /** `action` and `purpose` in English and in plain French, for notices in those languages. */
  readonly words?: UseWords
  /** The procedure it serves, as agents call it: « Aide à l’achat d’un vélo ». */
  readonly procedure?: string
  readonly audience: 'citizens' | 'agents'
  /** Ids of the system's data that it reads. Default: all. */
  readonly data?: readonly string[]
  /** Default `hold`. */
  readonly onCheckFailure?: 'hold' | 'refuse'
  readonly thresholds?: Thresholds
  /** Which personal data goes to the model, and what becomes of the rest (engagement 3). Default: all, and the journal says which types. */
  readonly personalData?: DataPolicyDeclaration
  /** How long what is written about its cases is kept (GDPR, art. 5(1)(e)). Default: until somebody erases it. */
  readonly retention?: Retention
  /**
   * What whoever decides verifies in each case, at most 20: asked with the first opinion, so in mode `decide-first` only.
   * Part of the record: decisions are bound to it.
   */
  readonly criteria?: readonly Criterion[]
}

/** A use that may be released at once. Its output is text unless a schema says otherwise. */
export interface InformationUseDeclaration extends CommonUse {
  readonly impact: 'information'
  readonly output?: z.ZodType
  /** That people look at some of the answers after they have left. */
  readonly sampleCheck?: SampleCheck
  /** Who decides when a finding asks for a person. Default: role `agent`, shown on request. */
  readonly oversight?: OversightDeclaration
}

/** A use with an effect on a person's rights or living conditions. The human decision cannot be declared away. */
export interface SignificantUseDeclaration extends CommonUse {
  readonly impact: 'significant'
  readonly output: z.ZodType
  readonly oversight: OversightDeclaration & { readonly mode?: 'decide-first' }
}

/** One named purpose, as a developer writes it. */
export type UseDeclaration = InformationUseDeclaration | SignificantUseDeclaration

interface UseHandle<Value> {
  readonly id: string
  readonly systemId: string
  readonly record: UseRecord
  readonly oversight: Oversight
  /** Checks the model's answer when it arrives, and every amendment. */
  readonly output: z.ZodType<Value>
}

/** A declared use whose output may be released once its checks pass. */
export interface InformationUse<Value> extends UseHandle<Value> {
  readonly impact: 'information'
}

/** A declared use whose output only leaves through a `Decision`. */
export interface SignificantUse<Value> extends UseHandle<Value> {
  readonly impact: 'significant'
}

/** Any declared use. */
export type Use<Value = unknown> = InformationUse<Value> | SignificantUse<Value>

/** The declared use that a declaration turns into, typed by its zod schema. */
export type UseOf<Declaration extends UseDeclaration> = Declaration extends {
  readonly impact: 'significant'
  readonly output: infer Schema extends z.ZodType
}
  ? SignificantUse<z.output<Schema>>
  : Declaration extends { readonly impact: 'information'; readonly output: infer Schema extends z.ZodType }
    ? InformationUse<z.output<Schema>>
    : InformationUse<string>
