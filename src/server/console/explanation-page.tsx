import type { JSX } from 'hono/jsx/jsx-runtime'
import { consoleTexts } from '../../i18n/console.js'
import { LANGUAGES } from '../../i18n/language.js'
import type { Explanation, ExplanationSection } from '../../notice/explanation/explanation.js'
import { shapeOf } from '../schema-form/shape.js'
import { VisibleText } from '../visible-text.js'
import { Differences } from './differences.js'
import { Shell } from './shell.js'
import { ValueView } from './value-view.js'
import type { Say, Visit } from './visit.js'

/** The name of the explanation's language in its address. */
export const LANGUAGE_NAME = 'langue'

const LANGUAGE_NAMES = { fr: 'Français', en: 'English' } as const

/** What the page is made of. */
export interface ExplanationPageProps {
  readonly visit: Visit
  readonly explanation: Explanation
}

/** The individual explanation of a decision, to be read again by an agent and printed for the person who asked. */
export function ExplanationPage({ visit, explanation }: ExplanationPageProps): JSX.Element {
  const { say, paths } = visit
  const { facts, title, intro, heading, lang, sections } = explanation
  const address = paths.action(facts.reviewId, 'explication')
  return (
    <Shell context={visit} visit={visit} title={[title, facts.subject ?? facts.reviewId]}>
      <div class="sheet explanation">
        <p class="back">
          <a href={paths.review(facts.reviewId)}>{say('explanation.back')}</a>
        </p>
        <p class="message for-agent">{say('explanation.for-agent')}</p>
        <nav class="for-agent" aria-label={say('explanation.languages')}>
          <ul class="inline-list">
            {LANGUAGES.map((language) => (
              <li>
                <a
                  href={`${address}?${LANGUAGE_NAME}=${language}`}
                  lang={language}
                  hreflang={language}
                  {...(language === lang ? { 'aria-current': 'true' as const } : {})}
                >
                  {LANGUAGE_NAMES[language]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <article lang={lang} aria-labelledby="explication">
          <h1 id="explication">{title}</h1>
          <p class="lede">{intro}</p>
          <dl class="values">
            {heading.map(({ term, value }) => (
              <div>
                <dt>{term}</dt>
                <dd>
                  <VisibleText text={value} />
                </dd>
              </div>
            ))}
          </dl>
          {sections.map((section, index) => (
            <Section explanation={explanation} section={section} number={index + 1} />
          ))}
        </article>
      </div>
    </Shell>
  )
}

function Section(props: {
  readonly explanation: Explanation
  readonly section: ExplanationSection
  readonly number: number
}): JSX.Element {
  const { explanation, section, number } = props
  const { part, title, paragraphs, items, ordered, values = [] } = section
  const lines = (items ?? []).map((item) => (
    <li>
      <VisibleText text={item} />
    </li>
  ))
  const shape = shapeOf(explanation.facts.declared?.outputSchema ?? {})
  return (
    <section aria-labelledby={`explication-${part}`}>
      <h2 id={`explication-${part}`}>
        {number}. {title}
      </h2>
      {paragraphs.map((paragraph) => (
        <p>
          <VisibleText text={paragraph} />
        </p>
      ))}
      {items === undefined ? null : ordered === true ? <ol>{lines}</ol> : <ul>{lines}</ul>}
      {values.map(({ caption, value, shaped }) => (
        <div class="explained">
          <p>{caption}</p>
          <ValueView say={sayIn(explanation)} value={value} {...(shaped ? { shape } : {})} />
        </div>
      ))}
      <Changes explanation={explanation} section={section} />
    </section>
  )
}

function Changes(props: {
  readonly explanation: Explanation
  readonly section: ExplanationSection
}): JSX.Element | null {
  const { facts } = props.explanation
  const { value } = facts.decision
  if (props.section.differences === undefined || value === undefined) return null
  return (
    <Differences
      say={sayIn(props.explanation)}
      shape={shapeOf(facts.declared?.outputSchema ?? {})}
      before={facts.suggestion}
      after={value}
    />
  )
}

/** The console's own words for values, in the language of the explanation. */
function sayIn({ lang }: Explanation): Say {
  return (key, ...params) => consoleTexts.text(lang, key, ...params)
}
