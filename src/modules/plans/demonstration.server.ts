import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { writeContact } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import { writeCrisis } from './crisis/crisis.commands.server.ts'
import { addGoal, pieceOf, typeInto } from './recovery/doc.ts'
import { addPiece } from './recovery/recovery.server.ts'
import type { Audience, Part } from './vocabulary.ts'

// Everybody and everything here is invented. The crisis team is one of the directory, the long-term team is made up and says so.
const NETWORK = 'ccoms'
const CRISIS_TEAM = 'tandemplus'
const LONG_TERM = { organisation: 'demonstration-inventee', service: 'equipe-inventee-2b' }
/** The file of the invented person, the same in every demonstration. */
export const INVENTED_FILE = '00000000-0000-4000-8000-00000000a11a'

const PLAN: readonly (readonly [Part, string, readonly Audience[]])[] = [
  ['signs', 'Je dors moins de quatre heures.\nJe ne réponds plus au téléphone.\nJe parle très vite.', ['team', 'duty', 'circle']],
  [
    'helps',
    'Une voix calme. Marcher dehors.\nQu’on me demande avant de me toucher.\nUne couverture et du thé.',
    ['team', 'duty', 'circle'],
  ],
  ['worse', 'Plusieurs personnes qui parlent en même temps.\nLes lumières fortes.', ['team', 'duty', 'circle']],
  ['call', 'Bo (personne de confiance) : 00 00 00 00 01\nÉquipe inventée : 00 00 00 00 02', ['team', 'duty']],
  ['trusted', 'Bo, qui me connaît depuis dix ans : 00 00 00 00 01', ['team', 'duty']],
  ['places', 'Chez Bo d’abord. Si ce n’est pas possible, un lieu ouvert.\nPas de chambre fermée à clé.', ['team', 'duty']],
  ['medicines', 'Ce qui m’a aidé : ce que mon équipe connaît.\nAllergie inventée : pénicilline.', ['team', 'duty']],
  ['home', 'Le chat Mistigri : la voisine du premier a la clé.', ['duty', 'circle']],
  ['capacity', 'J’ai écrit ceci un matin calme, après une bonne semaine.', []],
]

// What stood in it before, so that two versions can be laid beside each other.
const BEFORE: readonly Part[] = ['signs', 'helps', 'call', 'trusted', 'capacity']
const SAID_BEFORE = { helps: 'Une voix calme. Marcher dehors.\nRester seule un moment.' } as const

/** What the invented team wrote, so that the person has something to read about herself. */
const CONTACTS = [
  {
    daysAgo: 30,
    mode: 'home',
    minutes: 50,
    note: 'Visite inventée. Ana a montré sa guitare. On a relu ensemble ce qui aide quand elle dort mal.',
  },
  {
    daysAgo: 8,
    mode: 'telephone',
    minutes: 15,
    note: 'Appel inventé. Ana va bien, elle a marché tous les matins. Prochaine visite chez elle.',
  },
] as const

type Database = { db: Db; ownerUrl: string }

/** An invented person with an account, a file, two teams, both plans and somebody in the circle. Does nothing where they are there. */
export const addOwnSpace = async ({ db, ownerUrl }: Database): Promise<void> => {
  const made = await filed(ownerUrl)
  if (made === null) return
  const { account, peer, episode } = made
  const actor: Actor = { personId: account, name: 'Ana Démonstration', roles: {} }
  const input = {
    parts: PLAN.map(([part, text, forWhom]) => ({ part, text, forWhom: [...forWhom] })),
    signers: [
      { name: 'Ana Démonstration', role: 'moi', day: '2026-09-14' },
      { name: 'Bo Démonstration', role: 'personne de confiance', day: '2026-09-14' },
    ],
    forDuty: true,
    renewMonths: 12,
    seen: 0,
  }
  await asActor(db, actor, async (scope) => {
    const before = input.parts
      .filter(({ part }) => BEFORE.includes(part))
      .map((each) => (each.part === 'helps' ? { ...each, text: SAID_BEFORE.helps } : each))
    await writeCrisis(scope, NETWORK, INVENTED_FILE, { ...input, parts: before, signers: [] }, { how: 'alone', service: null })
    await writeCrisis(scope, NETWORK, INVENTED_FILE, { ...input, seen: 1 }, { how: 'together', service: null })
    const first = pieceOf([], (doc) => typeInto(doc.getText('life'), 'Habiter seule. Reprendre la guitare.'))
    if (first === null) return
    await addPiece(scope, NETWORK, INVENTED_FILE, randomUUID(), first)
    const piece = pieceOf([first], (doc) => {
      typeInto(doc.getText('life'), 'Habiter seule avec un balcon. Reprendre la guitare.')
      typeInto(doc.getText('well'), 'Marcher le matin. Voir Bo le dimanche. Dormir avant minuit.')
      typeInto(doc.getText('signs'), 'Je saute des repas. Je réponds de travers.')
      addGoal(
        doc,
        'guitare',
        {
          title: 'Jouer dans un groupe',
          steps: 'Retrouver ma guitare\nUne leçon par semaine\nDemander à la maison de quartier',
          who: 'Bo',
        },
        1,
      )
    })
    if (piece !== null) await addPiece(scope, NETWORK, INVENTED_FILE, randomUUID(), piece)
  })
  await longAgo(ownerUrl)
  const worker: Actor = { personId: peer, name: 'Paz Démonstration', roles: { [NETWORK]: ['worker'] } }
  await asActor(db, worker, async (scope) => {
    for (const { daysAgo, mode, minutes, note } of CONTACTS)
      await writeContact(scope, worker, NETWORK, episode, {
        ...{ id: randomUUID(), at: new Date(Date.now() - daysAgo * 86_400_000), minutes, mode, note },
        ...{ workers: [], who: ['person'], missed: null, next_on: null },
      })
  })
}

// The first versions are of another day than the last ones.
const longAgo = async (ownerUrl: string): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`update plans.crisis_version set written_at = written_at - interval '100 days' where person_id = $1 and seq = 1`, [
      INVENTED_FILE,
    ])
    await owner.query(`update plans.recovery_update set at = at - interval '40 days' where person_id = $1 and seq = 1`, [INVENTED_FILE])
  } finally {
    await owner.end()
  }
}

// What an application may not write by itself: the file, teams and a follow-up before anybody works there.
const filed = async (ownerUrl: string): Promise<{ account: string; peer: string; episode: string } | null> => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    const idOf = async (email: string) =>
      (await owner.query<{ id: string }>('select id from identity.person where email = $1', [email])).rows[0]?.id
    const [person, carer, peer] = [await idOf('personne@demo.example'), await idOf('proche@demo.example'), await idOf('pair@demo.example')]
    const { rows } = await owner.query('select from care.person where network_id = $1 and id = $2', [NETWORK, INVENTED_FILE])
    if (person === undefined || carer === undefined || peer === undefined || rows.length > 0) return null
    await owner.query(
      `insert into directory.organisation (network_id, id, name, kind, country) values ($1, $2, 'Organisation inventée (démonstration)', 'other', 'FR') on conflict do nothing`,
      [NETWORK, LONG_TERM.organisation],
    )
    await owner.query(
      `insert into directory.service (network_id, id, organisation_id, name, care_function) values ($1, $2, $3, 'Équipe inventée (démonstration)', '2B') on conflict do nothing`,
      [NETWORK, LONG_TERM.service, LONG_TERM.organisation],
    )
    await owner.query(
      `insert into care.team (network_id, service_id) select network_id, id from directory.service where network_id = $1 and id = any ($2) on conflict do nothing`,
      [NETWORK, [LONG_TERM.service, CRISIS_TEAM]],
    )
    await owner.query(
      `insert into care.person (network_id, id, given_name, family_name, birth_date, account_id) values ($1, $2, 'Ana', 'Démonstration', '1990-05-17', $3)`,
      [NETWORK, INVENTED_FILE, person],
    )
    await owner.query(
      `insert into care.worker (network_id, service_id, person_id, profession, valid_from) values ($1, $2, $3, 'peer_support_worker', current_date - 400)`,
      [NETWORK, LONG_TERM.service, peer],
    )
    const begun = await owner.query<{ id: string }>(
      `insert into care.episode (network_id, person_id, service_id, care_function, entered_on) values ($1, $2, $3, '2B', current_date - 120) returning id`,
      [NETWORK, INVENTED_FILE, LONG_TERM.service],
    )
    await owner.query(
      `insert into care.consent (network_id, person_id, to_account_id, sections, purpose, how, noted_by, until)
       values ($1, $2, $3, '{identity,crisis_plan,recovery_plan,recovery_write,path}', 'circle', 'self', $4, current_date + 365)`,
      [NETWORK, INVENTED_FILE, carer, person],
    )
    await owner.query(
      `insert into plans.told (network_id, account_id, service_id, topics, by_id) values ($1, $2, $3, '{rights,crisis,own_help}', $4)`,
      [NETWORK, carer, LONG_TERM.service, peer],
    )
    await owner.query('commit')
    return { account: person, peer, episode: begun.rows[0]?.id ?? '' }
  } finally {
    await owner.end()
  }
}
