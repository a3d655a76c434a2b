import { sql } from 'kysely'
import type pg from 'pg'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import { writeFamilySession, writeFirstDays } from './early/early.commands.server.ts'
import { linkTyped } from './partners/link.server.ts'
import { draftReferral, sendReferral } from './partners/referrals.commands.server.ts'
import { listPartners } from './partners/referrals.queries.server.ts'
import type { StepMove } from './path/machine.ts'
import { addStep, moveStep, proposeStep, type StepInput, writePath } from './path/path.commands.server.ts'
import type { PartnerKind, Told } from './vocabulary.ts'

// Everybody and everything here is invented: the partners are services that the demonstration of the guide made up, and say so.
const NETWORK = 'ccoms'
const [TEAM, CRISIS] = ['demo-retablissement', 'demo-crise']
const [PERSON, WORKER] = ['personne@demo.example', 'pair@demo.example']

const NO_DAYS = { beginsOn: null, dueOn: null }
type Laid = { step: StepInput; moves: readonly (readonly [StepMove, string])[] }
const STEPS = (): readonly Laid[] => [
  {
    step: { domain: 'culture', helper: 'circle', what: 'Retrouver ma guitare et la faire réparer', who: 'Bo', ...NO_DAYS },
    moves: [
      ['begin', ''],
      ['finish', ''],
    ],
  },
  {
    step: {
      domain: 'sport',
      helper: 'partner',
      what: 'Marcher avec un groupe le jeudi',
      who: 'le club',
      beginsOn: dayIn(-20),
      dueOn: null,
    },
    moves: [['begin', '']],
  },
  {
    step: {
      domain: 'housing',
      helper: 'worker',
      what: 'Visiter un appartement avec un balcon',
      who: '',
      beginsOn: null,
      dueOn: dayIn(120),
    },
    moves: [
      ['begin', ''],
      ['pause', 'Je préfère attendre le printemps.'],
    ],
  },
  {
    step: { domain: 'work', helper: 'partner', what: 'Essayer deux matinées par semaine dans une jardinerie', who: '', ...NO_DAYS },
    moves: [],
  },
  {
    step: { domain: 'learning', helper: 'nobody', what: 'Suivre le cours d’anglais du mardi soir', who: '', ...NO_DAYS },
    moves: [['give_up', 'Trop de monde. Un autre jour peut-être.']],
  },
]
const REFERRALS: readonly { service: string; kind: PartnerKind; told: Told; isAnswered: boolean }[] = [
  {
    service: 'demo-sport',
    kind: 'sport',
    told: { name: 'Ana', reach: 'comes', wanted: 'Marcher avec le groupe du jeudi', from: 'dès que possible' },
    isAnswered: true,
  },
  {
    service: 'demo-emploi',
    kind: 'work',
    told: { name: 'Ana', reach: '00 00 00 00 03', wanted: 'Essayer deux matinées par semaine, dehors', from: 'en janvier' },
    isAnswered: false,
  },
]

/** The path of the invented person, what two partners were told, and the first days of another one. Does nothing where they are there. */
export const addPaths = async ({ db, ownerUrl }: { db: Db; ownerUrl: string }): Promise<void> => {
  const cast = await withClient(ownerUrl, prepare)
  if (cast === null) return
  const { file, person, worker, young } = cast
  const [mine, theirs]: Actor[] = [
    { ...VISITOR, personId: person },
    { personId: worker, name: 'Paz Démonstration', roles: { [NETWORK]: ['worker'] } },
  ]
  if (mine === undefined || theirs === undefined) return
  await asActor(db, mine, (scope) => layPath(scope, mine, file))
  await asActor(db, theirs, async (scope) => {
    const what = 'Aller voir l’atelier de musique de la maison de quartier'
    await proposeStep(
      scope,
      theirs,
      { network: NETWORK, file, service: TEAM },
      { domain: 'people', helper: 'worker', what, who: 'Paz', ...NO_DAYS },
    )
    if (young !== null) await layFirstDays(scope, theirs, young)
  })
  for (const referral of REFERRALS) {
    const code = await asActor(db, theirs, (scope) => refer(scope, theirs, file, referral))
    if (referral.isAnswered && code !== null)
      // Without the mails that an answer sends: nobody waits for them.
      await asActor(db, VISITOR, async (scope) => {
        const link = await linkTyped(code)
        await sql`select paths.answer_referral(${link?.hash ?? null}, 'yes', null)`.execute(scope)
      })
  }
}

const layPath = async (scope: Scope, actor: Actor, file: string): Promise<void> => {
  const writing = { network: NETWORK, file, service: null }
  const words = { project: 'Habiter seule avec un balcon, et jouer de la guitare avec d’autres.', goals: 'Jouer dans un groupe' }
  await writePath(scope, writing, 0, { ...words, reviewedOn: dayIn(-30), reviewOn: dayIn(60) })
  for (const { step, moves } of STEPS()) {
    const id = await addStep(scope, actor, writing, step)
    for (const [at, [move, reason]] of moves.entries()) await moveStep(scope, actor, writing, { id, seen: at + 1, move, reason })
  }
}

const refer = async (
  scope: Scope,
  actor: Actor,
  file: string,
  { service, kind, told }: (typeof REFERRALS)[number],
): Promise<string | null> => {
  const partner = (await listPartners(scope, NETWORK)).find((each) => each.service === service)
  if (partner === undefined) return null
  const of = { network: NETWORK, file }
  const id = await draftReferral(scope, actor, of, TEAM, { partner, kind, told })
  return sendReferral(scope, actor, of, id, 1, {
    how: 'together',
    until: dayIn(180),
    purpose: kind === 'sport' ? 'Sport' : 'Travail',
    mail: null,
  })
}

const layFirstDays = async (scope: Scope, actor: Actor, { file, episode }: Young): Promise<void> => {
  const of = { network: NETWORK, file, episode: { id: episode, person: file, service: CRISIS, team: '' } }
  await writeFirstDays(scope, of, { signs: dayIn(-150).slice(0, 7), asked: dayIn(-60).slice(0, 7), treated: dayIn(-40), version: 0 })
  const session = { members: 2, withPerson: true, nextOn: dayIn(10) }
  await writeFamilySession(scope, actor, of, { ...session, onDay: dayIn(-30), who: ['parent'], theme: 'understanding' })
  await writeFamilySession(scope, actor, of, { ...session, onDay: dayIn(-9), who: ['parent', 'sibling'], theme: 'early_signs' })
}

type Young = { file: string; episode: string }
type Cast = { file: string; person: string; worker: string; young: Young | null }
// What an application may not write by itself: that somebody works in a team, and a follow-up before anybody asked for it.
const prepare = async (owner: pg.Client): Promise<Cast | null> => {
  const one = async <T extends pg.QueryResultRow>(text: string, values: unknown[]) => (await owner.query<T>(text, values)).rows[0]
  const worker = await one<{ id: string }>('select id from identity.person where email = $1', [WORKER])
  const file = await one<{ id: string; account: string }>(
    `select p.id, p.account_id as account from care.person p join identity.person a on a.id = p.account_id
      where p.network_id = $1 and a.email = $2 and exists (select from care.team t where t.network_id = $1 and t.service_id = $3)
        and not exists (select from paths.path x where x.network_id = $1 and x.person_id = p.id)`,
    [NETWORK, PERSON, TEAM],
  )
  if (worker === undefined || file === undefined) return null
  await owner.query(
    `insert into care.worker (network_id, service_id, person_id, profession, valid_from) values ($1, $2, $3, 'peer_support_worker', current_date - 365)`,
    [NETWORK, TEAM, worker.id],
  )
  await owner.query(
    `insert into care.episode (network_id, person_id, service_id, care_function, entered_on) values ($1, $2, $3, '3', current_date - 60)`,
    [NETWORK, file.id, TEAM],
  )
  const young = await one<Young>(
    `select e.person_id as file, e.id as episode from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
      where e.network_id = $1 and e.service_id = $2 and p.given_name = 'Tom' and e.left_on is null limit 1`,
    [NETWORK, CRISIS],
  )
  return { file: file.id, person: file.account, worker: worker.id, young: young ?? null }
}
