import type { JSX } from 'hono/jsx/jsx-runtime'
import { Shell } from './shell.js'
import type { Visit } from './visit.js'

/** « Préférences de raccourcis »: kept in this browser by the script; there is nothing personal in them. */
export function PreferencesPage({ visit }: { readonly visit: Visit }): JSX.Element {
  const { say } = visit
  const keys = [
    { name: 'next', label: say('keys.next') },
    { name: 'previous', label: say('keys.previous') },
    { name: 'data', label: say('keys.data') },
    { name: 'suggestion', label: say('keys.suggestion') },
    { name: 'decision', label: say('keys.decision') },
    { name: 'help', label: say('keys.help') },
  ]
  return (
    <Shell context={visit} visit={visit} here={visit.paths.preferences} title={[say('keys.title')]}>
      <div class="narrow">
        <h1>{say('keys.title')}</h1>
        <p>{say('keys.text')}</p>
        <p id="sans-script" class="message">
          {say('keys.no-script')}
        </p>
        <form id="raccourcis" hidden>
          <div class="choice">
            <input id="raccourcis-actifs" type="checkbox" name="on" />
            <label for="raccourcis-actifs">{say('keys.on')}</label>
          </div>
          <div class="keys">
            {keys.map(({ name, label }) => (
              <p class="field">
                <label for={`touche-${name}`}>{label}</label>
                <input id={`touche-${name}`} name={name} type="text" maxlength={1} autocomplete="off" />
              </p>
            ))}
          </div>
          <button type="submit" class="primary">
            {say('keys.save')}
          </button>
        </form>
      </div>
    </Shell>
  )
}
