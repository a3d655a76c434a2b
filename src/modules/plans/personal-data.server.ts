import { sql } from 'kysely'
import { definePersonalData, HELD, type HeldRow, opening } from '#platform/personal-data.server.ts'
import { readRecovery } from './recovery/recovery.server.ts'
import { openText } from './texts.server.ts'

const { network: NETWORK, at: AT, text: TEXT } = HELD

definePersonalData({
  name: 'plans.crisis',
  columns: ['plans.crisis_plan.person_id', 'plans.crisis_version.person_id', 'plans.crisis_part.person_id'],
  fields: [NETWORK, AT, { key: 'part', label: 'personal.field.part', words: 'crisisPlan.part.' }, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; seq: number; part: string; at: Date; content: Buffer }>`
      select p.network_id as network, p.person_id as file, p.sealed_as as seq, p.section as part, v.written_at as at, p.content
        from plans.crisis_part p join plans.crisis_version v on v.network_id = p.network_id and v.person_id = p.person_id and v.seq = p.seq
       where p.person_id in (select care.my_files()) order by v.written_at, p.section`.execute(scope)
    return opening(rows, async ({ network, file, seq, part, at, content }) => {
      const place = { network, file, table: 'crisis_part', column: 'content', row: `${file}/${part}`, version: seq }
      return { network, at, part, text: await openText(scope, place, content) }
    })
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.recovery',
  columns: ['plans.recovery_plan.person_id', 'plans.recovery_update.person_id', 'plans.recovery_version.person_id'],
  fields: [NETWORK, { key: 'part', label: 'personal.field.part', words: 'recovery.text.' }, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string }>`
      select network_id as network, person_id as file from plans.recovery_plan where person_id in (select care.my_files()) order by network_id`.execute(
      scope,
    )
    const held: HeldRow[] = []
    for (const { network, file } of rows) {
      const plan = await readRecovery(scope, network, file)
      for (const [part, text] of Object.entries(plan?.texts ?? {})) if (text !== '') held.push({ network, part, text })
      for (const { title, steps, who } of plan?.goals ?? [])
        held.push({ network, part: 'goal', text: [title, steps, who].filter((each) => each !== '').join('\n') })
      // What was taken out again, or can no longer be opened, is a plan all the same.
      if (held.every((row) => row.network !== network)) held.push({ network, part: 'life', text: '' })
    }
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.opening',
  columns: ['plans.opening.person_id', 'plans.outcome.person_id'],
  fields: [NETWORK, AT, { key: 'why', label: 'personal.field.purpose', words: 'duty.reason.' }],
  read: async (scope) =>
    (
      await sql<HeldRow>`select network_id as network, at, reason as why from plans.opening where person_id in (select care.my_files()) order by at`.execute(
        scope,
      )
    ).rows,
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.looked',
  columns: ['plans.looked.person_id'],
  fields: [NETWORK, AT],
  read: async (scope) =>
    (
      await sql<HeldRow>`select network_id as network, at from plans.looked where person_id in (select care.my_files()) order by at`.execute(
        scope,
      )
    ).rows,
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.invite',
  columns: ['plans.invite.person_id', 'plans.invite.made_by', 'plans.invite.used_by'],
  fields: [NETWORK, AT, TEXT, { key: 'to', label: 'personal.field.to', as: 'day' }],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; label: Buffer | null; to: string }>`
      select network_id as network, person_id as file, id, made_at as at, label, until::text as "to" from plans.invite
       where person_id in (select care.my_files()) order by made_at`.execute(scope)
    return opening(rows, async ({ network, file, id, at, label, to }) => {
      const place = { network, file, table: 'invite', column: 'label', row: id }
      return { network, at, to, text: await openText(scope, place, label) }
    })
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.question',
  columns: ['plans.question.person_id', 'plans.question.asked_by'],
  fields: [NETWORK, AT, TEXT, { key: 'answer', label: 'personal.field.answer' }],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; question: Buffer; answer: Buffer | null }>`
      select network_id as network, person_id as file, id, asked_at as at, question, answer from plans.question
       where person_id in (select care.my_files()) order by asked_at`.execute(scope)
    return opening(rows, async ({ network, file, id, at, question, answer }) => {
      const place = { network, file, table: 'question', row: id }
      return {
        network,
        at,
        text: await openText(scope, { ...place, column: 'question' }, question),
        answer: await openText(scope, { ...place, column: 'answer' }, answer),
      }
    })
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.proposal',
  columns: ['plans.proposal.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; content: Buffer }>`
      select network_id as network, person_id as file, id, at, content from plans.proposal where person_id in (select care.my_files()) order by at`.execute(
      scope,
    )
    return opening(rows, async ({ network, file, id, at, content }) => {
      const text = await openText(scope, { network, file, table: 'proposal', column: 'content', row: id }, content)
      return { network, at, text: text === '' ? '' : Object.values(JSON.parse(text) as Record<string, string>).join('\n') }
    })
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'plans.told',
  columns: ['plans.told.account_id'],
  fields: [AT, HELD.team],
  read: async (scope) => (await sql<HeldRow>`select at, team from plans.told_to_me()`.execute(scope)).rows,
  onClosing: {
    erase: async (scope, personId) => {
      await scope.deleteFrom('plans.told').where('account_id', '=', personId).execute()
    },
  },
})

definePersonalData({
  name: 'plans.work',
  columns: [
    'plans.crisis_version.written_by',
    'plans.proposal.by_id',
    'plans.opening.by_id',
    'plans.outcome.by_id',
    'plans.told.by_id',
    'plans.question.answered_by',
    'plans.recovery_update.by_id',
  ],
  fields: [NETWORK, AT],
  read: async (scope, personId) =>
    (await sql<HeldRow>`select network_id as network, at from plans.opening where by_id = ${personId} order by at`.execute(scope)).rows,
  onClosing: { keep: 'work' },
})
