import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'
import { answerText, saidText, subjectText, whatText, wordsText } from './texts.server.ts'

const NETWORK = { key: 'network', label: 'personal.field.network' } as const
const AT = { key: 'at', label: 'personal.field.at', as: 'moment' } as const
const TEXT = { key: 'text', label: 'personal.field.text' } as const

definePersonalData({
  name: 'situations.situation',
  columns: [
    'situations.situation.person_id',
    'situations.agreement.person_id',
    'situations.invitation.person_id',
    'situations.lesson.person_id',
  ],
  fields: [NETWORK, AT, { key: 'state', label: 'personal.field.part', words: 'situations.state.' }, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{
      network: string
      person: string
      id: string
      at: Date
      state: string
      subject: Buffer | null
      said: Buffer | null
    }>`
      select network_id as network, person_id as person, id, made_at as at, state, subject, said from situations.situation
       where person_id in (select care.my_files()) order by made_at`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, at, state, subject, said, ...of } of rows) {
      const texts = [await subjectText.open(scope, { network, ...of }, subject), await saidText.open(scope, { network, ...of }, said)]
      held.push({ network, at, state, text: texts.filter((text) => text !== '').join('\n') })
    }
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'situations.words',
  columns: ['situations.words.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; person: string; id: string; at: Date; content: Buffer }>`
      select network_id as network, person_id as person, id, at, content from situations.words where person_id in (select care.my_files()) order by at`.execute(
      scope,
    )
    const held: HeldRow[] = []
    for (const { network, at, content, ...of } of rows)
      held.push({ network, at, text: await wordsText.open(scope, { network, ...of }, content) })
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'situations.decision',
  columns: ['situations.decision.person_id'],
  fields: [NETWORK, AT, TEXT, { key: 'answer', label: 'personal.field.answer' }],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; person: string; id: string; at: Date; what: Buffer; answer: Buffer | null }>`
      select network_id as network, person_id as person, id, made_at as at, what, answer from situations.decision
       where person_id in (select care.my_files()) order by made_at`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, at, what, answer, ...of } of rows) {
      const place = { network, ...of }
      held.push({ network, at, text: await whatText.open(scope, place, what), answer: await answerText.open(scope, place, answer) })
    }
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'situations.work',
  columns: [
    'situations.situation.made_by',
    'situations.agreement.noted_by',
    'situations.words.by_id',
    'situations.decision.made_by',
    'situations.lesson.written_by',
    'situations.lesson.reviewed_by',
  ],
  fields: [NETWORK, AT],
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`select network_id as network, made_at as at from situations.situation
        where made_by = ${personId} order by made_at`.execute(scope)
    ).rows,
  onClosing: { keep: 'work' },
})
