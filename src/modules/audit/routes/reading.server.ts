import type { RouterContextProvider } from 'react-router'
import { requireFresh } from '#modules/identity/index.server.ts'
import { recordExport, recordRead } from '#platform/audit.server.ts'
import { inRequest } from '#platform/request.server.ts'
import { FORMATS, type Format, trailStream, writerOf } from '../export.server.ts'
import { cursorOf, type Filters, filtersOf, isId, searchOf } from '../filters.ts'
import { clarified, namesOf, trailOf } from '../people.queries.server.ts'
import { listActions, listTrail, nextBatch } from '../trail.queries.server.ts'

type Args = { request: Request; params: { lang?: string; network: string }; context: Readonly<RouterContextProvider> }

// What was asked for, with ids alone: a name that somebody typed does not go into the trail.
const told = (filters: Filters) => searchOf(Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))) || 'all'
const concerned = ({ about }: Filters) => ({ about: about !== undefined && isId(about) ? about : null })

// What somebody looked for in the trail names people by their ids.
const idsIn = (target: string) => [...target.matchAll(/(?:actor|about)=([0-9a-f-]{36})/g)].map(([, id = '']) => id)

/** A page of the trail, and a row in it that says who read it. @throws as trailOf */
export const readPage = (args: Args, signIns: boolean) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { name } = await trailOf(scope, actor, network)
    const { searchParams } = new URL(args.request.url)
    const typed = filtersOf(searchParams)
    const { filters, unclear } = await clarified(scope, network, typed)
    const page =
      unclear === null
        ? await listTrail(scope, { network, signIns }, filters, cursorOf(searchParams))
        : { rows: [], newer: null, older: null }
    const people = [
      ...page.rows.flatMap(({ person, about, target }) => [person, about, ...idsIn(target)]),
      filters.actor ?? null,
      filters.about ?? null,
    ]
    const names = await namesOf(
      scope,
      network,
      people.filter((id) => id !== null && isId(id)),
    )
    const actions = signIns ? [] : await listActions(scope, network)
    if (unclear === null) await recordRead(scope, network, signIns ? 'audit.readSignIns' : 'audit.read', told(filters), concerned(filters))
    return { name, typed, filters, unclear, page, names, actions }
  })
export type Read = Awaited<ReturnType<typeof readPage>>

/** The trail as a file. That it was taken stands in the trail before the first line leaves, and that it is who it seems is proved once more. @throws as trailOf */
export const sendTrail = async (args: Args, format: Format): Promise<Response> => {
  await requireFresh(args)
  const { network } = args.params
  const trail = { network, signIns: false }
  const typed = filtersOf(new URL(args.request.url).searchParams)
  const { filters, first } = await inRequest(args, async (scope, actor) => {
    await trailOf(scope, actor, network)
    const { filters } = await clarified(scope, network, typed)
    const first = await withNames(scope, network, await nextBatch(scope, trail, ids(filters), null))
    await recordExport(scope, network, 'audit.export', `${format} ${told(ids(filters))}`, concerned(filters))
    return { filters: ids(filters), first }
  })
  // Each batch asks again as the same actor: whoever loses the right meanwhile gets no more of it.
  const body = trailStream(
    writerOf(format, network),
    (last) => inRequest(args, async (scope) => withNames(scope, network, await nextBatch(scope, trail, filters, last))),
    first,
  )
  return new Response(body, {
    headers: { 'content-type': FORMATS[format], 'content-disposition': `attachment; filename="trail-${network}.${format}"` },
  })
}

const withNames = async (scope: Parameters<typeof namesOf>[0], network: string, rows: Awaited<ReturnType<typeof nextBatch>>) => ({
  rows,
  names: await namesOf(
    scope,
    network,
    rows.flatMap(({ person, about }) => [person, about]),
  ),
})

// A name that means nobody, or several, finds nothing: an id that no person has.
const NOBODY = '00000000-0000-4000-8000-000000000000'
const ids = (filters: Filters): Filters => ({
  ...filters,
  ...(filters.actor === undefined ? {} : { actor: isId(filters.actor) ? filters.actor : NOBODY }),
  ...(filters.about === undefined ? {} : { about: isId(filters.about) ? filters.about : NOBODY }),
})
