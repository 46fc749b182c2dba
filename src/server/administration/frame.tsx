import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { Shell } from '../console/shell.js'
import type { Visit } from '../console/visit.js'
import { peopleAccess } from './access.js'
import { administrationPaths } from './paths.js'

/** A page of the administration: its sections, then its content. */
export function AdministrationPage(props: {
  readonly visit: Visit
  readonly title: string
  readonly hasErrors?: boolean
  readonly current?: 'systems' | 'people' | 'exports'
  readonly children?: Child
}): JSX.Element {
  const { visit, title, current, hasErrors = false } = props
  const { say } = visit
  const paths = administrationPaths(visit.paths)
  const mark = (section: typeof current): { 'aria-current'?: 'page' } =>
    section === current ? { 'aria-current': 'page' } : {}
  return (
    <Shell
      context={visit}
      visit={visit}
      here={visit.paths.administration}
      title={[title, say('admin.title')]}
      hasErrors={hasErrors}
    >
      <nav class="sections" aria-label={say('admin.sections')}>
        <ul>
          <li>
            <a href={paths.systems} {...mark('systems')}>
              {say('admin.systems')}
            </a>
          </li>
          {peopleAccess(visit.reviewer) === 'none' ? null : (
            <>
              <li>
                <a href={paths.people} {...mark('people')}>
                  {say('admin.people')}
                </a>
              </li>
              <li>
                <a href={paths.exports} {...mark('exports')}>
                  {say('export.title')}
                </a>
              </li>
            </>
          )}
        </ul>
      </nav>
      <div class="administration">
        <h1>{title}</h1>
        {props.children}
      </div>
    </Shell>
  )
}
