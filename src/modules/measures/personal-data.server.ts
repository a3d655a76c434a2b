import { sql } from 'kysely'
import { definePersonalData, HELD, type HeldRow, opening } from '#platform/personal-data.server.ts'
import { packOf } from './packs.server.ts'
import { openContent } from './texts.server.ts'
import { instrumentIn } from './vocabulary.ts'

type Sealed = { network: string; file: string; id: string; version: number; sealed: Buffer | null; instrument: string; at: Date }
definePersonalData({
  name: 'measures.answering',
  columns: ['measures.answering.person_id'],
  fields: [
    HELD.network,
    HELD.at,
    { key: 'measure', label: 'personal.field.measure' },
    { key: 'answers', label: 'personal.field.answers' },
    { key: 'score', label: 'personal.field.score' },
  ],
  read: async (scope) => {
    const { rows } = await sql<Sealed>`
      select network_id as network, person_id as file, id, version, content as sealed, instrument, coalesce(finished_at, started_at) as at
        from measures.answering where person_id in (select care.my_files()) order by started_at, id`.execute(scope)
    return opening(rows, async ({ network, file, id, version, sealed, instrument, at }) => {
      const content = await openContent(scope, { network, person: file, id }, version, sealed)
      const known = instrumentIn(instrument)
      return {
        ...{ network, at, measure: (known === undefined ? null : packOf(known)?.shortName) ?? instrument },
        answers: content === null ? null : content.answers.map((answer) => answer ?? '–').join(' '),
        score: content?.total ?? null,
      }
    })
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'measures.alert',
  columns: ['measures.alert.person_id'],
  fields: [HELD.network, HELD.at, HELD.team, { key: 'outcome', label: 'personal.field.outcome', words: 'measures.alert.state.' }],
  read: async (scope) => {
    const { rows } = await sql<HeldRow>`
      select l.network_id as network, l.raised_at as at, coalesce(s.name, l.service_id) as team, l.state as outcome from measures.alert l
        left join directory.service s on s.network_id = l.network_id and s.id = l.service_id
       where l.person_id in (select care.my_files()) order by l.raised_at, l.id`.execute(scope)
    return rows
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'measures.work',
  columns: ['measures.answering.started_by', 'measures.alert_step.by_id'],
  fields: [HELD.network, HELD.at, { key: 'outcome', label: 'personal.field.outcome', words: 'measures.team.step.' }],
  // That an alert was raised or asked for is the person's own doing: only teams try and finish.
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select network_id as network, at, what as outcome from measures.alert_step where by_id = ${personId} and what in ('tried', 'done') order by at, seq`.execute(
      scope,
    )
    return rows
  },
  onClosing: { keep: 'work' },
})
