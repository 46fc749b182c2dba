import type { ProhibitedKind } from '../charter/charter.js'
import type { JsonValue } from '../internal/canonical-json.js'
import type { DataPolicyDeclaration } from './data-policy.js'
import type { Disclosure } from './disclosure.js'
import type { Oversight } from './oversight.js'
import type { Retention } from './retention.js'
import type { Thresholds } from './thresholds.js'

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string

/** Where a system stands in its life. Calls are refused for `retired`, and for an `experiment` that is over without a report. */
export type Stage = 'study' | 'experiment' | 'service' | 'retired'

/** The model behind a system (engagements 1, 2, 3, 9). What is not known is said in words: « Non communiqué par le fournisseur ». */
export interface ModelRecord {
  readonly name: string
  readonly supplier: string
  readonly version?: string
  /** Type of AI as a citizen reads it, such as « modèle de langage » (engagement 9). */
  readonly kind: string
  /** `trained`: a machine-learnt model. `algorithm`: rules without learning. Decides the IPTC digital source type of labels. */
  readonly nature: 'trained' | 'algorithm'
  /** Where it runs, such as « France, serveurs de la métropole ». */
  readonly hosting: string
  /** Main parameters, as far as they are known (engagements 1 and 9). */
  readonly parameters: string
  /** What is known of the training data (engagement 1). */
  readonly trainingData: string
  readonly openSource: boolean
  /** True when the supplier may learn from the city's data (engagement 3). */
  readonly supplierLearnsFromData: boolean
}

/** One kind of data a system reads (engagements 3 and 9). */
export interface DataRecord {
  readonly id: string
  readonly name: string
  readonly source: string
  readonly personal: boolean
  /** How it is collected, such as « saisie par la personne dans le formulaire ». */
  readonly collection?: string
  /** Where the data, or its description, is published. */
  readonly url?: string
}

/** A time-limited trial (engagement 7). */
export interface Experiment {
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  /** Written at its end; without it, calls stop after `endsOn`. An experiment that was not conclusive stops too. */
  readonly report?: { readonly on: IsoDate; readonly url?: string; readonly conclusive: boolean }
}

/** How a person reaches a person (engagement 10). At least two channels, one of them not digital. */
export interface HumanContact {
  readonly service: string
  readonly phone?: string
  readonly desk?: string
  readonly address?: string
  readonly email?: string
  readonly hours: string
  /** Access for deaf or hard-of-hearing people, such as a relay service. */
  readonly deafAccess?: string
  /** True only when the service has confirmed that asking for a person is free. Printed as a promise. */
  readonly free?: boolean
  /** True only when the service has confirmed that asking for a person changes nothing for the request. Printed as a promise. */
  readonly withoutConsequence?: boolean
}

/** Who was asked before deployment (engagements 14 and 15). */
export interface Consultation {
  /** Such as `agents`, `CST`, `FSSCT`, `comité consultatif du numérique`. */
  readonly body: string
  readonly on: IsoDate
  readonly opinion?: string
}

/** What an agent must have followed, and for how long it stays valid (engagement 13). */
export interface TrainingRequirement {
  readonly id: string
  readonly title: string
  readonly validForMonths: number
}

/** The legal exit of a prohibition that has one: « circonstances exceptionnelles expressément encadrées par la loi ». */
export interface LegalException {
  readonly prohibition: ProhibitedKind
  /** The text that frames the case, such as « Code de la sécurité intérieure ». */
  readonly text: string
  readonly article: string
  readonly url?: string
  /** The person who takes responsibility, with their office. */
  readonly authorisedBy: string
  readonly until: IsoDate
}

/** What a use does and is for, in other words than the record's: notices print them instead of quoting French. */
export interface UseWords {
  readonly en?: { readonly action: string; readonly purpose: string }
  /** Short sentences, everyday words. */
  readonly 'fr-simple'?: {
    readonly action: string
    readonly purpose: string
    /**
     * The people with an intellectual disability who reread the whole notice in these words, the product's sentences
     * included (Inclusion Europe's rules for « facile à lire et à comprendre »). A notice is called FALC with this only.
     */
    readonly reread?: { readonly by: string; readonly on: IsoDate }
  }
}

/** That people look at some of the answers after they have left. Printed as a fact: only what the service really does. */
export interface SampleCheck {
  /** Who does it, such as « le service relation usagers ». */
  readonly by: string
  /** About how many answers in a hundred. */
  readonly percent?: number
}

/** One thing to verify in each case: a line of a use's examination grid, as a short statement that is met or not. */
export interface Criterion {
  /** Lower-case words joined by hyphens; unique within the use. */
  readonly id: string
  /** The statement, such as « Réside dans la métropole ». */
  readonly fr: string
  /** In English. Absent: the French one is shown. */
  readonly en?: string
}

/** One declared purpose of a system, as data. */
export interface UseRecord {
  readonly id: string
  /** What the AI does, completing « L’IA … »: « vérifie si les pièces sont complètes ». */
  readonly action: string
  readonly purpose: string
  /** The procedure it serves, as agents call it: « Aide à l’achat d’un vélo ». The queue shows it and can be filtered by it. */
  readonly procedure?: string
  /** Both in English and in plain French. Absent: notices in those languages quote the record. */
  readonly words?: UseWords
  /** `significant`: rights or living conditions of a person; it never leaves without a human decision (engagement 16). */
  readonly impact: 'information' | 'significant'
  /** Who sees the effect. `citizens` needs a human contact (engagement 10). */
  readonly audience: 'citizens' | 'agents'
  /** How long what is written about its cases is kept. Absent: until somebody erases it. */
  readonly retention?: Retention
  /** Ids of the data it reads (engagement 3). */
  readonly data: readonly string[]
  /** What a check that fails leads to. A failed check never releases. */
  readonly onCheckFailure: 'hold' | 'refuse'
  readonly thresholds: Thresholds
  /** Of information only. Absent: nobody looks at answers that no check holds. */
  readonly sampleCheck?: SampleCheck
  /** Which personal data goes to the model (engagement 3). Absent: all of it, and the journal says which types. */
  readonly personalData?: DataPolicyDeclaration
  readonly oversight: Oversight
  /** What a reviewer verifies before their first opinion (`ux.md` §2.2). Absent: the opinion stands alone. */
  readonly criteria?: readonly Criterion[]
  /** JSON Schema (2020-12) of the output. */
  readonly outputSchema: JsonValue
}

/**
 * One AI system's record (« fiche »). Notices, register and reports derive from it. The number of the charter's
 * engagement that asks for a field stands beside it.
 */
export interface SystemRecord {
  readonly id: string
  readonly name: string
  /** Changes with any change of model, instructions or record: decisions are bound to it. */
  readonly version: string
  /** What it is for, in one or two plain sentences (9). Checked against the charter's prohibitions. */
  readonly purpose: string
  /** The service that answers for it. */
  readonly owner: string
  /** The administration that takes the decisions, as letters name it (CRPA R. 311-3-1-1). Default: the charter's authority. */
  readonly administration?: string
  /** The city's part under the AI Act (art. 3). */
  readonly role: 'provider' | 'deployer' | 'both'
  readonly stage: Stage
  readonly model: ModelRecord
  readonly data: readonly DataRecord[]
  /** What is expected of it (9). */
  readonly expectedResults: string
  /** Known limits and errors, one sentence each (9). */
  readonly limits: readonly string[]
  /** Audit and reversibility (2). */
  readonly audit: { readonly everyMonths: number; readonly lastOn?: IsoDate; readonly reversibility: string }
  /** Benefits weighed against impacts (5, 6). */
  readonly assessment: { readonly on: IsoDate; readonly benefits: string; readonly impacts: string }
  /** Required at stage `experiment` (7). */
  readonly experiment?: Experiment
  /** The day by which its value must have been examined again (8). */
  readonly valueReviewOn: IsoDate
  /** Required for uses whose audience is citizens (10). */
  readonly humanContact?: HumanContact
  readonly training: TrainingRequirement
  readonly consultations: readonly Consultation[]
  /** Expected effects on jobs and organisation (15). */
  readonly jobImpact: string
  /** Practices of the charter's prohibitions that the system involves, said openly. Each needs a legal exception. */
  readonly practices: readonly ProhibitedKind[]
  readonly exceptions: readonly LegalException[]
  /** When this record was last brought up to date (9). Absent: notices say that it is not filled in. */
  readonly updatedOn?: IsoDate
  /** What published registers ask for besides (9). Absent: shown as not filled in. */
  readonly disclosure?: Disclosure
  /** Where the public record is published. */
  readonly recordUrl?: string
  readonly uses: Readonly<Record<string, UseRecord>>
}
