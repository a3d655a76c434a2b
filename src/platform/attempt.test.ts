import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { attempted, refusalOf } from './attempt.server.ts'
import type { Scope } from './db.server.ts'

const world = useWorld()

test('what the database refused is undone, and what was written before it is kept', async () => {
  const kept = await world.seed(async (owner) => {
    const scope = owner as Scope
    await sql`create temporary table note (text text check (text <> 'no')) on commit drop`.execute(scope)
    await sql`insert into note values ('before')`.execute(scope)
    const told = await attempted(scope, async () => {
      await sql`insert into note values ('half')`.execute(scope)
      await sql`insert into note values ('no')`.execute(scope)
    }).catch((error: unknown) => refusalOf(error))
    expect(told).toEqual({ code: '23514', rule: 'note_text_check' })
    await attempted(scope, () => sql`insert into note values ('after')`.execute(scope))
    return (await sql<{ text: string }>`select text from note order by text`.execute(scope)).rows.map(({ text }) => text)
  })
  expect(kept).toEqual(['after', 'before'])
})

test('an error of the program is no refusal of the database', () => {
  expect(refusalOf(new Error('x'))).toEqual({ code: '', rule: '' })
  expect(refusalOf('x')).toEqual({ code: '', rule: '' })
})
