import { Hono } from 'hono'
import { type DoorOptions, errorHandler, openDoor } from '../console/door.js'
import { NotFoundPage } from '../console/message-page.js'
import type { RequestOrigin } from '../options.js'
import { page } from '../responses.js'
import { downloadDecisions, showExports } from './export-routes.js'
import { savePerson, showPeople, showPerson } from './people-routes.js'
import { changeMode, pressButton, showSystems } from './systems-routes.js'

/** The pages of the administration as routes. Each goes through the console's door. */
export function administrationRoutes(parts: DoorOptions): Hono<{ Bindings: RequestOrigin }> {
  const { administration } = parts.context.paths
  const door = openDoor(parts)
  const app = new Hono<{ Bindings: RequestOrigin }>()
  app.get(
    administration,
    door.get((visit, c) => showSystems(visit, new URL(c.req.url))),
  )
  for (const [path, action] of [
    ['suspendre', 'suspended'],
    ['reprendre', 'resumed'],
  ] as const)
    app.post(
      `${administration}/systemes/:id/${path}`,
      door.post((visit, form, c) => pressButton(visit, form, { systemId: c.req.param('id') ?? '', action })),
    )
  for (const [path, action] of [
    ['relever', 'raised'],
    ['lever', 'lifted'],
  ] as const)
    app.post(
      `${administration}/systemes/:id/mode/${path}`,
      door.post((visit, form, c) => changeMode(visit, form, { systemId: c.req.param('id') ?? '', action })),
    )
  app.get(
    `${administration}/personnes`,
    door.get((visit, c) => showPeople(visit, new URL(c.req.url))),
  )
  app.get(
    `${administration}/personnes/nouvelle`,
    door.get((visit) => showPerson(visit)),
  )
  app.post(
    `${administration}/personnes/nouvelle`,
    door.post((visit, form) => savePerson(visit, form)),
  )
  app.get(
    `${administration}/personnes/fiche/:id`,
    door.get((visit, c) => showPerson(visit, c.req.param('id') ?? '')),
  )
  app.post(
    `${administration}/personnes/fiche/:id`,
    door.post((visit, form, c) => savePerson(visit, form, c.req.param('id') ?? '')),
  )
  app.get(
    `${administration}/exports`,
    door.get((visit) => showExports(visit)),
  )
  app.post(
    `${administration}/exports`,
    door.post((visit, form) => downloadDecisions(visit, form, errorHandler(parts.options))),
  )
  app.get(
    `${administration}/*`,
    door.get((visit) => page(NotFoundPage({ visit }), 404)),
  )
  return app
}
