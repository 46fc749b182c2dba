import type { JSX } from 'hono/jsx/jsx-runtime'
import { REGISTER_STATUSES, type RegisterStatus } from '../../register/status.js'
import { THEMES, type Theme } from '../../system/disclosure.js'
import { FIELDS } from './paths.js'
import type { AskedList } from './read-query.js'
import type { RegisterVisit } from './visit.js'
import { themeWords } from './words.js'

interface FormProps {
  readonly visit: RegisterVisit
  readonly asked: AskedList
}

/** The one field that most people need. */
export function SearchField({ visit: { say, language }, asked }: FormProps): JSX.Element {
  return (
    <div class="register-search">
      <input type="hidden" name={FIELDS.language} value={language} />
      <div class="field">
        <label for="recherche">{say('register.search')}</label>
        <span class="hint" id="recherche-aide">
          {say('register.search.hint')}
        </span>
        <input
          type="search"
          id="recherche"
          name={FIELDS.words}
          value={asked.words ?? ''}
          maxlength={200}
          aria-describedby="recherche-aide"
        />
      </div>
      <button type="submit" class="primary">
        {say('register.search.submit')}
      </button>
    </div>
  )
}

interface Choice {
  readonly value: string
  readonly text: string
}

/** Filters and order, sent with the search. */
export function ListFilters({
  visit,
  asked,
  themes,
}: FormProps & { readonly themes: ReadonlySet<Theme> }): JSX.Element {
  const { say, paths } = visit
  const answers: readonly Choice[] = [
    { value: 'oui', text: say('register.yes') },
    { value: 'non', text: say('register.no') },
  ]
  const types: readonly Choice[] = [
    { value: 'apprentissage', text: say('register.type.learns') },
    { value: 'regles', text: say('register.type.rules') },
  ]
  const statuses = REGISTER_STATUSES.map((value) => ({ value, text: statusName(visit, value) }))
  const all: Choice = { value: '', text: say('register.filter.all') }
  const yes = (answer: boolean | undefined): string => (answer === undefined ? '' : answer ? 'oui' : 'non')
  return (
    <section class="register-filters" aria-labelledby="filtres">
      <h2 id="filtres">{say('register.filters')}</h2>
      <Select
        name={FIELDS.status}
        label={say('register.filter.status')}
        value={asked.status ?? ''}
        choices={[all, ...statuses]}
      />
      {themes.size === 0 ? null : (
        <Select
          name={FIELDS.theme}
          label={say('register.filter.theme')}
          value={asked.theme ?? ''}
          choices={[
            all,
            ...THEMES.filter((theme) => themes.has(theme)).map((value) => ({
              value,
              text: themeWords(visit, value) ?? value,
            })),
          ]}
        />
      )}
      <Select
        name={FIELDS.individual}
        label={say('register.filter.individual')}
        value={yes(asked.individualDecisions)}
        choices={[all, ...answers]}
      />
      <Select
        name={FIELDS.personal}
        label={say('register.filter.personal')}
        value={yes(asked.personalData)}
        choices={[all, ...answers]}
      />
      <Select
        name={FIELDS.type}
        label={say('register.filter.type')}
        value={asked.learns === undefined ? '' : asked.learns ? 'apprentissage' : 'regles'}
        choices={[all, ...types]}
      />
      <Select
        name={FIELDS.order}
        label={say('register.order')}
        value={asked.order === 'updated' ? 'maj' : ''}
        choices={[
          { value: '', text: say('register.order.name') },
          { value: 'maj', text: say('register.order.updated') },
        ]}
      />
      <button type="submit">{say('register.search.submit')}</button>
      <a href={visit.inLanguage(paths.list)}>{say('register.filter.clear')}</a>
    </section>
  )
}

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
}

function Select({ name, label, value, choices }: SelectProps): JSX.Element {
  const id = `filtre-${name}`
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  )
}

function statusName({ say }: RegisterVisit, status: RegisterStatus): string {
  switch (status) {
    case 'planned':
      return say('register.status.planned')
    case 'experiment':
      return say('register.status.experiment')
    case 'service':
      return say('register.status.service')
    case 'suspended':
      return say('register.status.suspended')
    case 'retired':
      return say('register.status.retired')
    case 'abandoned':
      return say('register.status.abandoned')
  }
}
