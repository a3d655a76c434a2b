import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import { LOCALES } from '#platform/languages/locales.ts'
import { definedMails, renderMail } from '#platform/mail/index.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { useWorld } from '#test/world.ts'
// All mails of the program are defined where its work is: without it this file, run alone, knows of none.
import '../../work.server.ts'
import { offeredTo } from './policy.ts'
import { choosePreference, courtesy, preferenceOf } from './preference.server.ts'
import { readPreference } from './schema.ts'
import { NO_PREFERENCE, NOTICES } from './vocabulary.ts'

const world = useWorld()

describe('choices of a person', () => {
  test('are theirs alone', async () => {
    const [one, other] = [await world.person(), await world.person()]
    const choice = { declined: ['workFailed'], quietFrom: '22:00', quietUntil: '07:30', quietWeekend: true }
    await world.as(one, (scope) => choosePreference(scope, one, choice))
    await world.as(one, (scope) => choosePreference(scope, one, choice))
    expect(await world.as(one, (scope) => preferenceOf(scope, one.personId))).toEqual(choice)
    expect(await world.as(other, (scope) => preferenceOf(scope, one.personId))).toEqual(NO_PREFERENCE)
    await expect(world.as(other, (scope) => choosePreference(scope, one, choice))).rejects.toThrow('row-level security')
    await expect(world.as(VISITOR, (scope) => choosePreference(scope, VISITOR, choice))).rejects.toMatchObject({ code: 'signed_out' })
  })

  test('decide whether and when a notice comes', async () => {
    const person = await world.person()
    const ask = (notice: string, now: string) => world.as(OPERATOR, (scope) => courtesy(scope, person.personId, notice, new Date(now)))
    expect(await ask('workFailed', '2026-11-24T02:00:00Z')).toBe('now')
    await world.as(person, (scope) =>
      choosePreference(scope, person, { declined: ['workSummary'], quietFrom: '22:00', quietUntil: '07:00', quietWeekend: false }),
    )
    expect(await ask('workSummary', '2026-11-24T12:00:00Z')).toBe('never')
    expect(await ask('workFailed', '2026-11-24T12:00:00Z')).toBe('now')
    expect(await ask('workFailed', '2026-11-24T02:00:00Z')).toEqual(new Date('2026-11-24T06:00:00Z'))
    expect(await ask('requestLate', '2026-11-24T02:00:00Z')).toEqual(new Date('2026-11-24T06:00:00Z'))
  })

  test('hold back by night all but a crisis team that did not answer, which can be declined all the same', async () => {
    const person = await world.person()
    const ask = () => world.as(OPERATOR, (scope) => courtesy(scope, person.personId, 'requestLateAtOnce', new Date('2026-11-24T02:00:00Z')))
    const choose = (declined: string[]) =>
      world.as(person, (scope) =>
        choosePreference(scope, person, { declined, quietFrom: '22:00', quietUntil: '07:00', quietWeekend: true }),
      )
    await choose([])
    expect(await ask()).toBe('now')
    await choose(['requestLateAtOnce'])
    expect(await ask()).toBe('never')
  })

  test('are offered of what can come: a person without a role has no requests to answer', async () => {
    const network = await world.network()
    expect(offeredTo(await world.person())).toEqual(['workFailed'])
    expect(offeredTo(await world.person({ network, role: 'worker' }))).toEqual([
      'workFailed',
      'requestCame',
      'requestToday',
      'requestWaits',
      'requestLate',
      'requestLateAtOnce',
    ])
    expect(offeredTo(await world.person({ network, role: 'administrator' }))).toEqual(NOTICES)
  })

  test('are read from the form, with what is wrong at its field', () => {
    const form = (fields: [string, string][]) => {
      const data = new FormData()
      for (const [name, value] of fields) data.append(name, value)
      return readPreference(data)
    }
    expect(
      form([
        ['wanted', 'workFailed'],
        ['wanted', 'rubbish'],
        ['quietFrom', ''],
        ['quietUntil', ''],
      ]),
    ).toEqual({
      input: { declined: [...NOTICES], quietFrom: null, quietUntil: null, quietWeekend: false },
    })
    expect(
      form([
        ['wanted', 'workFailed'],
        ['quietFrom', '22:00'],
        ['quietUntil', '07:00'],
        ['quietWeekend', 'on'],
      ]),
    ).toEqual({
      input: { declined: NOTICES.filter((notice) => notice !== 'workFailed'), quietFrom: '22:00', quietUntil: '07:00', quietWeekend: true },
    })
    expect(
      form([
        ['quietFrom', '25:00'],
        ['quietUntil', ''],
      ]),
    ).toEqual({ faults: { quietFrom: 'notices.fault.time', quietUntil: 'notices.fault.both' } })
    expect(
      form([
        ['quietFrom', '08:00'],
        ['quietUntil', '08:00'],
      ]),
    ).toEqual({ faults: { quietUntil: 'notices.fault.same' } })
  })
})

const serverFiles = () => {
  const modules = join(projectRoot(), 'src/modules')
  return readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.server\.ts$/.test(file))
    .map((file) => join(modules, file))
}

describe('the words of mails', () => {
  const SAMPLE = {
    path: '/x',
    secret: '/new-password/x7Kq',
    code: 'ABCD',
    count: 2,
    moment: '2026-11-22T10:00:00Z',
    day: '2026-11-22',
    name: 'Sam',
    words: { fr: 'Réseau' },
    message: 'role.reader',
  }
  // What a mail must not tell whoever reads over a shoulder: that somebody is or was unwell, or cared for, and where.
  const HEALTH =
    /psych|santé|gezond|health|soin|zorg|\bcare\b|hôpital|hopital|ziekenhuis|hospital|crise|crisis|patient|diagnos|traitement|behandel|treatment|médic|medic|malad|ziek|illness|rétabl|herstel|recover|suicid|trouble|stoornis|disorder/i

  test('every mail can be said in every language, with a subject that takes no values', { timeout: 60_000 }, async () => {
    // Of every module, whichever file of tests was read before this one.
    const names: string[] = []
    for (const file of serverFiles()) {
      const defined = [...readFileSync(file, 'utf8').matchAll(/defineMail\(\{ name: '(\w+)'/g)].map(([, name = '']) => name)
      if (defined.length > 0) await import(/* @vite-ignore */ file)
      names.push(...defined)
    }
    expect(names.length).toBeGreaterThan(30)
    expect([...definedMails().keys()]).toEqual(expect.arrayContaining(names))
    for (const mail of definedMails().values()) {
      if (mail.name.startsWith('test')) continue
      const values = Object.fromEntries(Object.entries(mail.values).map(([name, kind]) => [name, SAMPLE[kind]]))
      for (const locale of LOCALES) {
        const { subject, text, html } = renderMail(mail, values, locale, 'https://example.org')
        expect(subject).not.toMatch(/[{}]/)
        for (const part of [text, html]) expect(part).toContain(subject)
      }
    }
  })

  test('no mail speaks of health, in no language', () => {
    const files = LOCALES.flatMap((locale) => Object.entries(catalogueOf(locale)).filter(([id]) => id.startsWith('mail.')))
    expect(files.length).toBeGreaterThan(20)
    expect(files.filter(([, words]) => HEALTH.test(words))).toEqual([])
  })

  test('that goes to a person leads to an address without the name of a network or of what waits there', () => {
    const text = serverFiles()
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const sent = [...text.matchAll(/template: '(spaceNews|planOpened|planDue|questionAnswered|pathNews)', values: \{ link: ([^,} ]+)/g)]
    expect(new Set(sent.map(([, template]) => template)).size).toBe(5)
    for (const [, template, link] of sent) expect(["'/my'", "'/my/path'", "'/circle'"], template).toContain(link)
  })

  test('are on the server only: no screen pays for them', () => {
    const browser = readFileSync(join(projectRoot(), 'src/catalogues/browser.ts'), 'utf8')
    expect(browser).toContain("'!/src/modules/*/render/**'")
  })
})
