import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { inDays, sent, somebodyWithClub, TOLD } from '../paths.test-support.ts'
import { setSettings } from '../settings.commands.server.ts'
import { partnersIn } from './partners.test-support.ts'
import { changeReferral, dropReferral, sendReferral, withdrawReferral } from './referrals.commands.server.ts'
import { listPartners, listReferrals, readReferral } from './referrals.queries.server.ts'

const world = useWorld()
const { opens, answers, rowOf, draft } = partnersIn(world)

describe('consent', () => {
  test('withdrawn by the person in their list of consents, the link is dead in the same statement', async () => {
    const somebody = await somebodyWithClub(world)
    const { id, code } = await sent(world, somebody)
    expect(await opens(code)).not.toBeNull()
    await world.as(somebody.person, (scope) =>
      scope.updateTable('care.consent').set({ withdrawn_at: new Date() }).where('person_id', '=', somebody.file).execute(),
    )
    expect(await opens(code)).toBeNull()
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', closed: null, code_hash: null })
  })

  test('taken back after a yes too, by the team as well', async () => {
    const somebody = await somebodyWithClub(world)
    const { id, code } = await sent(world, somebody)
    await answers(code, 'yes')
    await world.as(somebody.worker, (scope) => withdrawReferral(scope, somebody.worker, somebody.writing, id))
    expect(await opens(code)).toBeNull()
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', answer: 'yes' })
  })

  test('nothing leaves without it, or with that of another partner, or with words that nobody agreed to', async () => {
    const somebody = await somebodyWithClub(world)
    const { network, worker, file, following } = somebody
    const id = await draft(somebody)
    const leave = (consent: string | null) =>
      world.as(worker, (scope) =>
        sql`update paths.referral set state = 'sent', sent_at = now(), consent_id = ${consent}, link_until = current_date + 1, closed = '\\x00', code_hash = sha256('a')
          where id = ${id}`.execute(scope),
      )
    await expect(leave(null)).rejects.toThrow(/consent/)
    const consent = (row: object) =>
      somebody.care.consent(network, file, worker.personId, { noted_service_id: following.id, sections: ['identity'], ...row })
    await expect(leave(await consent({ to_words: 'La mairie' }))).rejects.toThrow(/consent/)
    await expect(leave(await consent({ to_words: 'Club de natation', until: inDays(0) }))).rejects.toThrow(/consent/)
    await leave(await consent({ to_words: 'Club de natation' }))
    await expect(world.seed((owner) => sql`update paths.referral set told = '\\x01' where id = ${id}`.execute(owner))).rejects.toThrow(
      /does not change/,
    )
  })

  test('a team of care is no partner, and a hospital is none', async () => {
    const somebody = await somebodyWithClub(world)
    await somebody.care.put('directory.organisation', {
      network_id: somebody.network,
      id: 'hospital',
      name: 'Hôpital',
      kind: 'hospital',
      country: 'FR',
    })
    const partners = await world.as(somebody.worker, (scope) => listPartners(scope, somebody.network))
    expect(partners.map(({ name }) => name)).toEqual(['Club de natation'])
    const id = await draft(somebody)
    await world.seed((owner) => sql`update paths.referral set organisation_id = 'hospital' where id = ${id}`.execute(owner))
    await expect(
      world.as(somebody.worker, (scope) =>
        sendReferral(scope, somebody.worker, somebody.writing, id, 1, { how: 'spoken', until: inDays(9), purpose: 'Sport', mail: null }),
      ),
    ).rejects.toThrow(/no team of care/)
  })

  test('the link lives no longer than the consent, nor than the network lets it', async () => {
    const somebody = await somebodyWithClub(world)
    const untilOf = async (until: string) => {
      const { id } = await sent(world, somebody, { until })
      return (await world.as(somebody.worker, (scope) => readReferral(scope, somebody.network, somebody.file, id))).linkUntil
    }
    expect(await untilOf(inDays(5))).toBe(inDays(5))
    expect(await untilOf(inDays(300))).toBe(inDays(21))
    const { administrator, network } = somebody
    await world.as(administrator, (scope) =>
      setSettings(scope, administrator, network, { keepDays: 3, linkDays: 2, aimDays: 60, version: 0 }),
    )
    expect(await untilOf(inDays(300))).toBe(inDays(2))
    await expect(
      world.as(administrator, (scope) => setSettings(scope, administrator, network, { keepDays: 3, linkDays: 2, aimDays: 60, version: 0 })),
    ).rejects.toThrow('conflict')
    await expect(
      world.as(somebody.worker, (scope) =>
        setSettings(scope, somebody.worker, network, { keepDays: 3, linkDays: 2, aimDays: 60, version: 1 }),
      ),
    ).rejects.toThrow('forbidden')
  })
})

describe('a draft', () => {
  test('is changed and thrown away with its words, and no stranger sees it', async () => {
    const somebody = await somebodyWithClub(world)
    const { network, file, worker, colleague, writing } = somebody
    const id = await draft(somebody)
    const read = (who = worker) => world.as(who, (scope) => readReferral(scope, network, file, id))
    const first = await read()
    await expect(read(colleague)).rejects.toThrow('not_found')
    const partner = { id: somebody.club, organisation: somebody.club, service: null, name: 'Club de natation', hasMail: true }
    const wish = { partner, kind: 'culture' as const, told: { ...TOLD, wanted: 'Chanter' } }
    await world.as(worker, (scope) => changeReferral(scope, writing, first, wish))
    expect((await read()).told?.wanted).toBe('Chanter')
    await expect(world.as(worker, (scope) => changeReferral(scope, writing, first, wish))).rejects.toThrow('conflict')
    await world.as(worker, async (scope) => dropReferral(scope, writing, await readReferral(scope, network, file, id)))
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', told: null })
    expect(await world.as(worker, (scope) => listReferrals(scope, network, file))).toEqual([])
  })

  test('the mail to a partner goes to the address on file, and names nobody', async () => {
    const somebody = await somebodyWithClub(world)
    await sent(world, somebody, { mail: 'nl' })
    const { rows } = await world.seed((owner) =>
      sql<{
        to_address: string
        template: string
        values: object
        locale: string
      }>`select to_address, template, "values", locale from mail.message where asked_by = ${somebody.worker.personId}`.execute(owner),
    )
    expect(rows).toMatchObject([{ to_address: 'club@partner.example', template: 'partnerReferral', locale: 'nl' }])
    expect(Object.keys(rows[0]?.values ?? {}).sort()).toEqual(['link', 'until'])
  })
})
