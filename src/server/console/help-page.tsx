import type { JSX } from 'hono/jsx/jsx-runtime'
import { Shell } from './shell.js'
import type { Visit } from './visit.js'

/** How the console works, in plain words, and whom to ask. */
export function HelpPage({ visit }: { readonly visit: Visit }): JSX.Element {
  const { say, guard } = visit
  const parts = [
    { id: 'decider', title: say('help.decide'), text: say('help.decide-text') },
    { id: 'reserver', title: say('help.reserve'), text: say('help.reserve-text') },
    { id: 'annuler', title: say('help.undo'), text: say('help.undo-text') },
    { id: 'controle', title: say('help.control'), text: say('help.control-text') },
    { id: 'clavier', title: say('help.access'), text: say('help.access-text') },
  ]
  return (
    <Shell context={visit} visit={visit} here={visit.paths.help} title={[say('help.title')]}>
      <div class="narrow prose">
        <h1>{say('help.title')}</h1>
        {parts.map(({ id, title, text }) => (
          <section aria-labelledby={id}>
            <h2 id={id}>{title}</h2>
            <p>{text}</p>
          </section>
        ))}
        <section aria-labelledby="habilitation">
          <h2 id="habilitation">{say('help.training')}</h2>
          <p>{say('help.training-text')}</p>
          <ul>
            {guard.systems.map(({ record }) => (
              <li>
                {say('help.training-one', {
                  system: record.name,
                  training: record.training.title,
                  owner: record.owner,
                })}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Shell>
  )
}
