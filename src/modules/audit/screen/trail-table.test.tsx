import { describe, expect, test } from 'vitest'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { pageOf } from '#platform/ui/render.test-support.tsx'
import type { TrailRow } from '../vocabulary.ts'
import { TrailTable } from './trail-table.tsx'
import { targetInWords } from './words.ts'

const [NOOR, LEA] = ['00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-0000000000bb']
const names = { [NOOR]: 'Noor', [LEA]: 'Léa Fontaine' }
const row = (change: Partial<TrailRow> = {}): TrailRow => ({
  ...{ seq: 1, at: '2026-11-22T09:30:00.123456Z', person: NOOR, roles: ['administrator'], kind: 'write', action: 'journal.recordActivity' },
  ...{ target: 'activity-1', about: null, outcome: 'success', reason: null },
  ...change,
})

describe('what was acted on, in words', () => {
  const said = (action: string, target: string) => {
    const intl = intlOf('fr')
    return targetInWords(sayWith(intl), intl, names, row({ action, target }))
  }
  test.each([
    ['a record by its name', 'journal.changeActivity', '2025-06-06-day', '2025-06-06-day'],
    ['nothing, where the act and the person say it', 'identity.grantRole', `person/${LEA}`, ''],
    ['nothing, where all was read', 'audit.read', 'all', ''],
    ['filters as they are read', 'audit.read', `?actor=${NOOR}&from=2026-03-01`, 'par Noor, à partir du 1 mars 2026'],
    ['a file and what it was narrowed to', 'audit.export', 'csv ?action=identity.grantRole', 'CSV, rôle donné'],
    ['a whole file', 'audit.export', 'ndjson all', 'FHIR'],
    ['a list by its name', 'identity.readPeople', 'people', 'liste des personnes'],
    ['what only looks like filters', 'journal.changeActivity', '?failed=yes', '?failed=yes'],
  ])('%s', (_, action, target, words) => expect(said(action, target)).toBe(words))
})

describe('the table', () => {
  const shown = (rows: TrailRow[]) => pageOf(<TrailTable rows={rows} names={names} base="/fr/admin/audit/x" filters={{}} />)
  test('begins anew with each day of Paris and Brussels', () => {
    const page = shown([row({ seq: 3 }), row({ seq: 2, at: '2026-11-21T23:30:00.000000Z' }), row({ at: '2026-11-21T22:30:00.000000Z' })])
    expect([...page.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual([
      'dimanche 22 novembre 2026',
      'samedi 21 novembre 2026',
    ])
    expect([...page.querySelectorAll('table')].map((table) => table.querySelectorAll('tbody tr').length)).toEqual([2, 1])
  })
  test('says who, in which role, what, about whom and why, and lets a name narrow the trail', () => {
    const page = shown([row({ action: 'identity.grantRole', about: LEA, reason: 'demandé par l’équipe', outcome: 'failure' })])
    for (const words of ['Noor', 'administration', 'rôle donné', 'échec', 'Léa Fontaine', 'demandé par l’équipe'])
      expect(page.querySelector('tbody')?.textContent).toContain(words)
    expect([...page.querySelectorAll('tbody a')].map((link) => link.getAttribute('href'))).toEqual([
      `/fr/admin/audit/x?actor=${NOOR}`,
      `/fr/admin/audit/x?about=${LEA}`,
    ])
  })
  test('says by what means somebody signed in, and shows no number of a person or a session', () => {
    const [signedIn, read] = [row({ kind: 'sign_in', action: 'identity.signIn', target: 'password' }), row({ seq: 2, kind: 'read' })]
    const page = shown([signedIn, { ...read, action: 'identity.readOwnData', target: `person/${NOOR}`, about: NOOR }])
    expect(page.querySelector('tbody')?.textContent).toContain('mot de passe')
    expect(page.querySelector('tbody')?.textContent).not.toContain(NOOR)
  })
  test('has no column that would stay empty', () => {
    const heads = (rows: TrailRow[]) => [...shown(rows).querySelectorAll('thead th')].map((cell) => cell.textContent)
    expect(heads([row()])).toEqual(['Heure', 'Qui', 'Quoi'])
    expect(heads([row(), row({ seq: 2, about: LEA, reason: 'x' })])).toEqual(['Heure', 'Qui', 'Quoi', 'Au sujet de', 'Pourquoi'])
  })
})
