import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { writeContact } from '#modules/care/episodes/episodes.commands.server.ts'
import { acceptRequest, beginEpisode, takeCall } from '#modules/care/requests/requests.commands.server.ts'
import type { Actor } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { openBrowser } from '../test/chromium.ts'
import { type Bench, type Result, signIn, spread, startServer, temporaryFolder } from './bench.ts'

const WORKER = 'equipe@demo.example'
const [NETWORK, TEAM] = ['ccoms', 'demo-crise']
const PEOPLE = 200
const CONTACTS = 3
const SAVES = 30
const SLOWER = 6
// A phone on the edge of a network: 1.6 Mbit/s down, half of it up, 150 ms there and back.
const SLOW = { offline: false, downloadThroughput: 1_600_000 / 8, uploadThroughput: 800_000 / 8, latency: 150 }
const NOTE = 'Inventé. Nous avons parlé du sommeil, des repas et de ce qui aide quand la soirée est longue. '.repeat(4)

const actorOf = async ({ ownerUrl }: Database): Promise<Actor> => {
  const [row] = await withClient(
    ownerUrl,
    async (owner) => (await owner.query<{ id: string }>('select id from identity.person where email = $1', [WORKER])).rows,
  )
  return { personId: row?.id ?? '', name: '', roles: { [NETWORK]: ['worker'] } }
}

/** Somebody who is followed, with how to reach them and three contacts with words, through the commands of the screens. */
const follow = async ({ db }: Database, actor: Actor, at: number) => {
  const story = { what: 'Inventé.', hoped: '', safety: '', answer: '', askerName: '', askerReach: '' }
  const asked = { from_kind: 'person', urgency: 'today', reason_kind: 'other', agreement: 'yes', story } as const
  const person = {
    given_name: 'Ana',
    family_name: `Inventée ${at}`,
    birth_date: '1980-01-01',
    territory_id: null,
    language: 'fr',
    needs_interpreter: false,
  }
  const reach = { phone: '00 00 00 00 00', email: '', address: `Rue inventée ${at}`, how: 'Sonner deux fois, attendre un peu.' }
  await asActor(db, actor, async (scope) => {
    const { id } = await takeCall(scope, actor, NETWORK, TEAM, { ...asked, person, reach })
    await acceptRequest(scope, actor, NETWORK, id, 1)
    const { episode } = await beginEpisode(scope, actor, NETWORK, id, 2)
    for (let contact = 0; contact < CONTACTS; contact += 1)
      await writeContact(scope, actor, NETWORK, episode, {
        ...{ id: randomUUID(), at: new Date(Date.now() - contact * 86_400_000), minutes: 45, mode: 'home', workers: [], who: ['person'] },
        ...{ missed: null, note: NOTE, next_on: null },
      })
  })
}

const isFresh = (page: Page) => page.getByRole('status').filter({ hasText: 'À jour' }).waitFor({ timeout: 120_000 })

/** The time from opening the area for the first time until all are on the device; and what travelled. */
const firstSync = async (page: Page, address: string): Promise<{ seconds: number; kilobytes: number }> => {
  let bytes = 0
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const started = performance.now()
  await page.goto(`${address}/fr/field#/people`)
  await isFresh(page)
  await page.waitForFunction((least) => document.querySelectorAll('.field-card').length >= least, PEOPLE)
  return { seconds: (performance.now() - started) / 1000, kilobytes: bytes / 1000 }
}

/** Milliseconds from "keep" until the screen says that it is kept, without a network. */
const save = async (page: Page, place: string): Promise<number> => {
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    place.replace('/people/', '/write/'),
  )
  await page.locator('textarea[name=note]').fill(NOTE)
  return page.evaluate(async (wanted) => {
    const started = performance.now()
    document.querySelector<HTMLButtonElement>('form .button-primary')?.click()
    await new Promise<void>((resolve) => {
      const look = () =>
        location.hash === wanted && document.querySelector('form .field-pair') === null ? resolve() : requestAnimationFrame(look)
      look()
    })
    // Until it is painted.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - started
  }, place)
}

const slowly = async (page: Page): Promise<CDPSession> => {
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', SLOW)
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return client
}

const measured = async (address: string): Promise<Result[]> => {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
    const [name = '', value = ''] = (await signIn(address, WORKER)).split('=')
    await context.addCookies([{ name, value, url: address }])
    const page = await context.newPage()
    await slowly(page)
    const { seconds, kilobytes } = await firstSync(page, address)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 })
    await context.setOffline(true)
    const reloaded = performance.now()
    await page.reload()
    await page.locator('.field-card').first().waitFor()
    const open = (performance.now() - reloaded) / 1000
    const place = await page.locator('.field-card a').first().getAttribute('href')
    const saves: number[] = []
    for (let run = 0; run < SAVES; run += 1) saves.push(await save(page, place ?? ''))
    const p95 = [...saves].sort((one, other) => one - other)[Math.floor(saves.length * 0.95)] ?? 0
    return [
      {
        what: `first sync of ${PEOPLE} people, with the area itself`,
        figure: `${seconds.toFixed(1)} s, ${kilobytes.toFixed(0)} kB`,
        aim: 'under 60 s',
      },
      { what: 'keep a contact without a network', figure: `p95 ${p95.toFixed(0)} ms; ${spread(saves, 'ms')}`, aim: 'under 300 ms' },
      { what: `open again without a network, ${PEOPLE} people`, figure: `${open.toFixed(1)} s` },
    ]
  } finally {
    await browser.close()
  }
}

/** Work on the road, on a slow link (1.6 Mbit/s, 150 ms) and a processor that is six times slower, both by the browser's own emulation. */
export const field: Bench = {
  name: 'field',
  title: 'On the road',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const server = await startServer(join(folder, 'data'), '--demo')
    // What is written here is sealed with the master key of that server, which reads it.
    process.env.MAILLAGE_DATA = join(folder, 'data')
    const database = await openDatabase()
    try {
      say(`laying ${PEOPLE} people`)
      const actor = await actorOf(database)
      for (let at = 0; at < PEOPLE; at += 1) await follow(database, actor, at)
      say('measuring')
      return await measured(server.address)
    } finally {
      await database.close()
      await server.stop()
      await remove()
    }
  },
}
