import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { afterEach, describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { addToCatalogue } from '#platform/languages/catalogue.ts'
import { enqueue } from '../jobs/index.server.ts'
import { until, useOwnDatabase } from '../jobs/own-database.test-support.ts'
import { startCatcher } from './catcher.test-support.ts'
import { type Courtesy, defineMail, mailSettings, openMail, sendMail } from './index.server.ts'

const { owner, as, work, network, person } = useOwnDatabase()

defineMail({ name: 'testInvitation', values: { link: 'path', network: 'words', until: 'day', count: 'count' }, act: 'link' })
defineMail({ name: 'testNotice', values: {}, notice: 'testNotice' })
const invitation = { link: '/join/x7Kq', network: { fr: 'Réseau du Nord', nl: 'Netwerk Noord' }, until: '2026-12-24', count: 2 }
for (const [locale, subject, body] of [
  [
    'fr',
    'Votre invitation',
    'Bienvenue dans {network} — {count, plural, one {# place} other {# places}}, jusqu’au {until}.\nÀ bientôt <chez nous>.',
  ],
  ['nl', 'Uw uitnodiging', 'Welkom bij {network}, {count} plaatsen, tot {until}.\nTot gauw.'],
  ['en', 'Your invitation', 'Welcome to {network}, {count} places, until {until}.\nSee you.'],
  ['fr-x-falc', 'Votre invitation', 'Bienvenue dans {network}. Il y a {count} places. Répondez avant le {until}.'],
] as const)
  addToCatalogue(locale, {
    'mail.testInvitation.subject': subject,
    'mail.testInvitation.body': body,
    'mail.testInvitation.act': 'Ouvrir',
    'mail.testNotice.subject': subject,
    'mail.testNotice.body': 'x',
  })

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const smtp = async (answer?: Parameters<typeof startCatcher>[0], courtesy?: Courtesy) => {
  const catcher = await startCatcher(answer)
  const env = {
    MAILLAGE_SMTP: catcher.url,
    MAILLAGE_MAIL_FROM: 'Maillage <maillage@example.org>',
    MAILLAGE_URL: 'https://maillage.example.org/',
  }
  const mail = openMail(mailSettings(env), courtesy)
  closing.push(catcher.stop, mail.close)
  return catcher
}
type Message = { id: string; state: string; why: string | null; to_address: string | null; values: object }
const message = async (id: string) =>
  (await owner<Message>('select id, state, why, to_address, "values" from mail.message where id = $1', [id]))[0]
const inState = (id: string, state: string) =>
  until(async () => {
    const found = await message(id)
    return found?.state === state && found
  })

describe('a mail over SMTP', () => {
  test('says the same as plain text and as HTML, in the language of the person', async () => {
    const catcher = await smtp()
    const id = await network()
    const [asker, receiver] = [await person({ network: id }), await person({ email: 'noor@example.org', locale: 'nl' })]
    const mail = await as(asker, (scope) =>
      sendMail(scope, { to: { personId: receiver.personId }, template: 'testInvitation', values: invitation, network: id }),
    )
    await work()
    await inState(mail, 'sent')
    const [{ to, from, mail: got } = expect.fail('nothing came')] = catcher.caught
    expect([from, to, got.subject]).toEqual(['maillage@example.org', ['noor@example.org'], 'Uw uitnodiging'])
    for (const part of [got.text, got.html]) {
      expect(part).toContain('Welkom bij Netwerk Noord, 2 plaatsen, tot 24 december 2026.')
      expect(part).toContain('https://maillage.example.org/nl/join/x7Kq')
    }
    expect(got.html).toContain('<html lang="nl">')
    expect(got.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    expect(got.messageId).toBe(`<${mail}@maillage.example.org>`)
  })

  test('comes in each language with its letters whole, and HTML is text where it is only text', async () => {
    const catcher = await smtp()
    const asker = await person()
    for (const locale of ['fr', 'en', 'fr-x-falc'] as const)
      await as(asker, (scope) => sendMail(scope, { to: 'a@example.org', locale, template: 'testInvitation', values: invitation }))
    await work()
    await until(async () => catcher.caught.length === 3)
    const french = catcher.caught.find(({ mail }) => mail.text?.includes('places, jusqu’au 24 décembre 2026'))
    expect(french?.mail.text).toContain('Réseau du Nord — 2 places')
    expect(french?.mail.html).toContain('À bientôt &lt;chez nous&gt;.')
    expect(catcher.caught.some(({ mail }) => mail.text?.includes('maillage.example.org/falc/join'))).toBe(true)
  })

  test('is forgotten once it is sent: neither address nor link stay in the database', async () => {
    await smtp()
    const asker = await person()
    const id = await as(asker, (scope) =>
      sendMail(scope, { to: 'a@example.org', locale: 'fr', template: 'testInvitation', values: invitation }),
    )
    await work()
    expect(await inState(id, 'sent')).toMatchObject({ to_address: null, values: {} })
    const all = JSON.stringify(await owner('select * from mail.message')) + JSON.stringify(await owner('select data, output from jobs.job'))
    expect(all).not.toMatch(/x7Kq|a@example/)
  })

  test('may be asked for by a visitor, who cannot read it', async () => {
    const catcher = await smtp()
    await as(VISITOR, (scope) => sendMail(scope, { to: 'lost@example.org', locale: 'en', template: 'testNotice', values: {} }))
    expect((await as(VISITOR, (scope) => sql`select from mail.message`.execute(scope))).rows).toEqual([])
    await work()
    await until(async () => catcher.caught.length === 1)
  })

  test('that is rolled back with its transaction is never sent', async () => {
    const catcher = await smtp()
    const asker = await person()
    const asking = as(asker, async (scope) => {
      await sendMail(scope, { to: 'a@example.org', locale: 'fr', template: 'testNotice', values: {} })
      throw new Error('changed my mind')
    })
    await expect(asking).rejects.toThrow('changed my mind')
    await work()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(catcher.caught).toEqual([])
  })

  test('that a server refuses for good is not tried again, and the page learns the kind only', async () => {
    const catcher = await smtp(() => ({ code: 550, words: 'no such user marie.dupont@example.org' }))
    const asker = await person()
    const id = await as(asker, (scope) =>
      sendMail(scope, { to: 'marie.dupont@example.org', locale: 'fr', template: 'testNotice', values: {} }),
    )
    await work()
    expect(await inState(id, 'failed')).toMatchObject({ why: 'mail_refused' })
    const jobs = () => owner<{ state: string; output: object }>('select state::text, output from jobs.job')
    // The queue hears of it a moment after the mail.
    await until(async () => (await jobs())[0]?.state === 'failed')
    expect(await jobs()).toEqual([{ state: 'failed', output: { code: 'mail_refused' } }])
    expect(catcher.caught).toEqual([])
  })

  test('that a server puts off, or that no server is there for, is tried again later', async () => {
    const catcher = await smtp(() => ({ code: 451, words: 'greylisted' }))
    const asker = await person()
    await as(asker, (scope) => sendMail(scope, { to: 'a@example.org', locale: 'fr', template: 'testNotice', values: {} }))
    await work()
    const output = () => owner<{ state: string; output: object }>('select state::text, output from jobs.job')
    await until(async () => (await output())[0]?.state === 'retry')
    expect(await output()).toEqual([{ state: 'retry', output: { code: 'mail_later' } }])
    await catcher.stop()
    await owner(`update jobs.job set start_after = now()`)
    await until(async () => JSON.stringify(await output()).includes('mail_unreachable'))
  })

  test('to somebody without an address fails once and says so', async () => {
    await smtp()
    const [asker, receiver] = [await person(), await person()]
    const id = await as(asker, (scope) => sendMail(scope, { to: { personId: receiver.personId }, template: 'testNotice', values: {} }))
    await work()
    expect(await inState(id, 'failed')).toMatchObject({ why: 'no_address' })
  })
})

describe('what a mail can say', () => {
  test('is a template and its values: no other value, no free text, no address of another site', async () => {
    const asker = await person()
    const send = (values: Record<string, unknown>) =>
      as(asker, (scope) => sendMail(scope, { to: 'a@example.org', locale: 'fr', template: 'testInvitation', values }))
    for (const wrong of [
      { ...invitation, note: 'She has been unwell since Tuesday' },
      { ...invitation, link: 'https://elsewhere.example/join' },
      { ...invitation, link: '//elsewhere.example' },
      { ...invitation, until: 'when she is better' },
      { ...invitation, network: { fr: 'Réseau\r\nBcc: all@example.org' } },
      { link: invitation.link },
    ])
      await expect(send(wrong), JSON.stringify(wrong)).rejects.toThrow()
    expect(await owner('select from mail.message')).toEqual([])
  })

  test('goes to one address that is one', async () => {
    const asker = await person()
    for (const to of ['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', 'Sam <a@example.org>', 'nobody'])
      await expect(
        as(asker, (scope) => sendMail(scope, { to, locale: 'fr', template: 'testNotice', values: {} })),
        to,
      ).rejects.toThrow()
  })
})

describe('a notice', () => {
  test('waits while it is quiet, and does not go to who declined it', async () => {
    const later = new Date(Date.now() + 3_600_000)
    const wishes = new Map<string, 'never' | Date>()
    const catcher = await smtp(undefined, async (_scope, personId) => wishes.get(personId) ?? 'now')
    const [open, quiet, none] = [
      await person({ email: 'open@example.org' }),
      await person({ email: 'quiet@example.org' }),
      await person({ email: 'none@example.org' }),
    ]
    wishes.set(quiet.personId, later).set(none.personId, 'never')
    const send = (to: string) => as(open, (scope) => sendMail(scope, { to: { personId: to }, template: 'testNotice', values: {} }))
    const [first, second, third] = [await send(open.personId), await send(quiet.personId), await send(none.personId)]
    await work()
    await inState(first, 'sent')
    await inState(third, 'declined')
    await until(async () => (await owner('select from jobs.job where start_after > now()')).length === 1)
    expect(await message(second)).toMatchObject({ state: 'waiting' })
    expect(catcher.caught.map(({ to }) => to)).toEqual([['open@example.org']])
  })
})

describe('without a mail server', () => {
  test('each mail becomes a file that a mail program opens, for the eyes of its owner', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maillage-mail-'))
    closing.push(() => rm(folder, { recursive: true }))
    closing.push(openMail(mailSettings({ MAILLAGE_DATA: folder }, 'http://127.0.0.1:3000')).close)
    const asker = await person()
    const id = await as(asker, (scope) =>
      sendMail(scope, { to: 'a@example.org', locale: 'fr', template: 'testInvitation', values: invitation }),
    )
    await work()
    expect(await inState(id, 'kept')).toMatchObject({ to_address: 'a@example.org' })
    const file = join(folder, 'mail', `${id}.eml`)
    const { subject, text, html, to } = await PostalMime.parse(await readFile(file))
    expect([subject, to?.[0]?.address]).toEqual(['Votre invitation', 'a@example.org'])
    expect(text).toContain('http://127.0.0.1:3000/fr/join/x7Kq')
    expect(html).toContain('<html lang="fr">')
    expect((await stat(file)).mode & 0o077).toBe(0)
  })

  test('what lies in the folder is tidied away after fourteen days, and the note of any mail after ninety', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maillage-mail-'))
    closing.push(() => rm(folder, { recursive: true }))
    closing.push(openMail(mailSettings({ MAILLAGE_DATA: folder }, 'http://127.0.0.1:3000')).close)
    const asker = await person()
    const send = () =>
      as(asker, (scope) => sendMail(scope, { to: 'a@example.org', locale: 'fr', template: 'testInvitation', values: invitation }))
    const [fresh, old, ancient] = [await send(), await send(), await send()]
    await work()
    for (const id of [fresh, old, ancient]) await inState(id, 'kept')
    await owner(`update mail.message set done_at = now() - interval '15 days' where id = any ($1)`, [[old, ancient]])
    await owner(`update mail.message set asked_at = now() - interval '91 days' where id = $1`, [ancient])
    const tidying = await as(OPERATOR, (scope) => enqueue(scope, 'mail.tidy', {}))
    await until(async () => (await owner(`select from jobs.job where id = $1 and state = 'completed'`, [tidying])).length === 1)
    expect((await readdir(join(folder, 'mail'))).sort()).toEqual([`${fresh}.eml`])
    expect(await message(fresh)).toMatchObject({ to_address: 'a@example.org', values: invitation })
    expect(await message(old)).toMatchObject({ state: 'kept', to_address: null, values: {} })
    expect(await message(ancient)).toBeUndefined()
  })
})

describe('settings of mail', () => {
  const of = (env: NodeJS.ProcessEnv) => () =>
    mailSettings({ MAILLAGE_MAIL_FROM: 'm@example.org', MAILLAGE_URL: 'https://m.example.org', ...env })
  test('are read from an address', () => {
    expect(of({ MAILLAGE_SMTP: 'smtps://me:p%40ss@mail.example.org' })()).toEqual({
      kind: 'smtp',
      host: 'mail.example.org',
      port: 465,
      secure: true,
      user: 'me',
      password: 'p@ss',
      address: 'https://m.example.org',
      from: 'm@example.org',
    })
    expect(of({ MAILLAGE_SMTP: 'smtp://mail.example.org' })()).toMatchObject({ port: 587, secure: false })
  })
  test('that are wrong are told with their name', () => {
    expect(of({ MAILLAGE_SMTP: 'mail.example.org:587' })).toThrow('MAILLAGE_SMTP must look like smtp://')
    expect(of({ MAILLAGE_SMTP: 'smtp://mail.example.org', MAILLAGE_MAIL_FROM: '' })).toThrow('MAILLAGE_MAIL_FROM must say')
    expect(of({ MAILLAGE_SMTP: 'smtp://mail.example.org', MAILLAGE_URL: '' })).toThrow('MAILLAGE_URL must say')
    expect(of({ MAILLAGE_URL: 'maillage' })).toThrow('MAILLAGE_URL must be an address')
  })
})
