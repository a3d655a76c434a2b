import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Example } from '../journeys/addresses.ts'
import { patterns } from '../journeys/addresses.ts'
import { addressesOf, expectSame, namesIn, said, withoutNetwork, withoutRecord } from './addresses.test-support.ts'
import { everyForm, idOf, isSlow, nameOf, type Sent, send, to } from './every-form.test-support.ts'
import { HAND_WRITTEN, WANTING } from './hand-written.test-support.ts'
import { CLOSED, MARK, useSite } from './site.test-support.ts'
import { fingerprintOf } from './state.test-support.ts'

vi.setConfig({ testTimeout: 120_000 })
const site = useSite()
let all: Example[] = []
let forms: Sent[] = []

beforeAll(async () => {
  all = await addressesOf(site)
  forms = await everyForm(site, all)
})

const fingerprint = () =>
  fingerprintOf(
    site,
    CLOSED,
    Object.values(site.members).map(({ id }) => id),
  )
const ofTheNetwork = async () =>
  Object.fromEntries(Object.entries(await fingerprint()).filter(([name]) => !/^(identity|notices)\./.test(name)))

describe('every form of the site', () => {
  test('is met here: each address that takes one has an example', async () => {
    const taking = site.actions.filter((pattern) => pattern.startsWith(':lang')).map((pattern) => pattern.replace(/^:lang\/?/, ''))
    expect(taking.length).toBeGreaterThan(20)
    expect(patterns()).toEqual(expect.arrayContaining(taking))
    const met = new Set(forms.map(({ example }) => example.pattern))
    expect(
      taking.filter((pattern) => !met.has(pattern)),
      'takes a form, and no page shows one: write one by hand',
    ).toEqual([])
    expect(
      site.actions.filter((pattern) => !pattern.startsWith(':lang')),
      'takes a form outside of the languages',
    ).toEqual([])
  })

  test('sent by who is not of the network changes nothing, shows nothing, and is answered as if there were no such network or record', async () => {
    const before = await fingerprint()
    for (const person of site.outsiders) {
      for (const form of forms.filter((each) => person.cookie === '' || !isSlow(each))) {
        const where = `${person.who} sends ${form.act} to ${form.action}`
        const hidden = await send(site, person, form)
        expect(hidden.status, where).toBeLessThan(500)
        // What he typed himself comes back to him.
        const values = form.fields.map(([, value]) => value)
        expect(said(hidden, [...values, ...values.map((value) => JSON.stringify(value).slice(1, -1))]).includes(MARK), where).toBe(false)
        if (!form.action.includes(CLOSED) && !form.fields.some(([, value]) => value === CLOSED)) continue
        const absent = to(form, withoutNetwork)
        const gone = `/fr${withoutRecord(form.example)}`
        const names = [...namesIn(form.action, absent.action, gone), ...values]
        expectSame(said(hidden, names), said(await send(site, person, absent), names), where)
        expect(hidden.status, where).toBeGreaterThanOrEqual(400)
        if (withoutRecord(form.example) === null) continue
        expectSame(said(hidden, names), said(await send(site, person, { ...form, action: gone }), names), where)
      }
      expect(await fingerprint(), person.who).toEqual(before)
      await site.renew()
    }
  })

  test('is well-formed: sent by the administrator it does what it says', async () => {
    const refused: string[] = []
    const own = forms.filter(({ example }) => !(example.pattern in HAND_WRITTEN))
    for (const form of own) {
      const { status } = await send(site, site.members.administrator, form)
      if (status >= 400 && !(nameOf(form) in WANTING)) refused.push(`${status} ${nameOf(form)}: ${JSON.stringify(form.fields)}`)
      await site.renew()
    }
    expect(refused).toEqual([])
    expect(
      Object.keys(WANTING).filter((name) => !own.some((form) => nameOf(form) === name)),
      'excuses that no form needs any more',
    ).toEqual([])
    forms = await everyForm(site, all)
  })

  test('sent by who is of the network and may not is refused alike for a record that there is and one that there is not, and changes nothing', async () => {
    for (const role of ['reader', 'coordinator', 'programme_manager'] as const) {
      const person = site.members[role]
      const refused: Sent[] = []
      for (const form of forms.filter((each) => !isSlow(each))) {
        const { status } = await send(site, person, form)
        expect(status, `${role} sends ${form.act} to ${form.action}`).toBeLessThan(500)
        if ([401, 403, 404].includes(status)) refused.push(form)
        else await site.renew()
      }
      expect(refused.length, role).toBeGreaterThan(10)
      const before = await ofTheNetwork()
      for (const form of refused) {
        const given = await send(site, person, form)
        const gone = withoutRecord(form.example)
        if (gone === null) continue
        const nothing = await send(site, person, { ...form, action: `/fr${gone}` })
        const names = [...namesIn(form.action, `/fr${gone}`), ...form.fields.map(([, value]) => value), idOf(form.example)]
        expectSame(said(given, names), said(nothing, names), `${role} sends ${form.act} to ${form.action}`)
      }
      expect(await ofTheNetwork(), role).toEqual(before)
    }
  })
})
