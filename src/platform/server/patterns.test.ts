import type { RouteConfigEntry } from '@react-router/dev/routes'
import { matchRoutes } from 'react-router'
import { describe, expect, test } from 'vitest'
import routes from '../../routes.ts'
import { actOf } from '../limits/classes.ts'
import { patternFinder } from './patterns.server.ts'

type Entry = { id: string; parentId?: string; path?: string }
const flat = (entries: readonly RouteConfigEntry[], parentId = 'root'): Entry[] =>
  entries.flatMap(({ file, path, children = [] }) => {
    const id = `${parentId}/${path ?? ''}:${file}`
    return [{ id, parentId, ...(path === undefined ? {} : { path }) }, ...flat(children, id)]
  })
const entries = flat(routes)
const find = patternFinder({ routes: Object.fromEntries([{ id: 'root' }, ...entries].map((entry) => [entry.id, entry])) as never })
const patterns = [...new Set(entries.map(({ id }) => find(`/${textOf(id)}`)?.text ?? ''))]
function textOf(id: string): string {
  const entry = entries.find((one) => one.id === id)
  return entry === undefined ? '' : [textOf(entry.parentId ?? ''), entry.path ?? ''].filter((part) => part !== '').join('/')
}

describe('the address of the route table that a path is', () => {
  test('holds none of the values in it', () => {
    expect(find('/fr/directory/ccoms/organisations/ch-somewhere')?.text).toBe(':lang/directory/:network/organisations/:id')
    expect(find('/fr/directory/ccoms/organisations/new')?.text).toBe(':lang/directory/:network/organisations/new')
    expect(find('/fr')?.text).toBe(':lang')
    expect(find('/')?.text).toBe('')
    expect(find('/fr/Camille/whatever')?.text).toBe(':lang/*')
    expect(find('/fr/directory/export.csv')?.text).toBe(':lang/directory/export.csv')
  })

  test('is the same for the data of a page', () => {
    expect(find('/fr/directory.data')?.text).toBe(':lang/directory')
    expect(find('/_root.data')?.text).toBe('')
    expect(find('/fr/_.data')?.text).toBe(':lang')
  })

  test('is the one that React Router takes, for every address', () => {
    const tree = (entriesHere: readonly RouteConfigEntry[]): Parameters<typeof matchRoutes>[0] =>
      entriesHere.map(({ path, index, children }) => ({
        path,
        index,
        children: children === undefined ? undefined : tree(children),
      })) as never
    for (const pattern of patterns.filter((one) => !one.endsWith('*'))) {
      const path = `/${pattern.replaceAll(/:\w+/g, (name) => (name === ':lang' ? 'fr' : 'x1'))}`
      const theirs = (matchRoutes(tree(routes), path) ?? []).map(({ route }) => route.path ?? '').filter((part) => part !== '')
      expect(find(path)?.text, path).toBe(theirs.join('/'))
    }
    expect(patterns.length).toBeGreaterThan(40)
  })
})

describe('what is limited', () => {
  const acts = (isSignedIn: boolean, method: string) =>
    patterns.filter((pattern) => actOf({ method, pattern, isSignedIn }) === (method === 'GET' ? 'export' : 'write'))

  test('are the files that somebody takes away: whoever adds one sees it here', () => {
    expect(acts(true, 'GET').sort()).toMatchInlineSnapshot(`
      [
        ":lang/account/data.json",
        ":lang/account/data.pdf",
        ":lang/accounts/:network/:year/export/:format",
        ":lang/admin/audit/:network/export/fhir.ndjson",
        ":lang/admin/audit/:network/export/trail.csv",
        ":lang/directory/:network/import/template.csv",
        ":lang/directory/export.csv",
        ":lang/directory/export.json",
        ":lang/journal/:network/export.csv",
        ":lang/my/:network/crisis/card.pdf",
        ":lang/my/:network/crisis/plan.pdf",
        ":lang/overview/:network/counts.csv",
        ":lang/proof.pdf",
        ":lang/stays/:network/:id/register.csv",
      ]
    `)
  })

  test('is every form: as signing in for who is not known, as writing for who is', () => {
    expect(acts(true, 'POST')).toEqual(patterns)
    expect(patterns.every((pattern) => actOf({ method: 'POST', pattern, isSignedIn: false }) === 'sign-in')).toBe(true)
    expect(actOf({ method: 'DELETE', pattern: undefined, isSignedIn: true })).toBe('write')
  })

  test('is not looking at pages', () => {
    expect(actOf({ method: 'GET', pattern: ':lang/directory', isSignedIn: true })).toBeNull()
    expect(actOf({ method: 'HEAD', pattern: ':lang/sign-in', isSignedIn: false })).toBeNull()
  })
})
