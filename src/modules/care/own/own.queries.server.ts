import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { State } from '../requests/machine.ts'
import { answerText, emergencyText, noteText, openStory, reviewText } from '../texts.server.ts'
import type { ExitReason, Missed, Mode } from '../vocabulary.ts'

type Line = { id: string; at: Date; team: string | null }
/** One thing that stands in somebody's own file. Texts are opened; null where nothing was written, or where it was erased. */
export type OwnEntry =
  | (Line & { kind: 'request'; state: Exclude<State, 'draft'>; words: string | null; answer: string | null })
  | (Line & { kind: 'episode'; leftOn: string | null; reason: ExitReason | null })
  | (Line & {
      kind: 'contact'
      mode: Mode
      missed: Missed | null
      minutes: number | null
      correctedAt: string | null
      words: string | null
    })
  | (Line & { kind: 'emergency'; wasRight: boolean | null; words: string | null; review: string | null })

type Row = Line & { kind: OwnEntry['kind']; file: string; version: number; text: Buffer | null; other: Buffer | null; facts: never }
/** How many lines a page shows. */
export const OWN_SHOWN = 30
/** Where a page ends: what the next one begins after. */
export type OwnCursor = { at: string; id: string }

/**
 * What is written about the one who acts in a network, the latest first: requests, teams, visits and calls with their notes, emergencies in
 * which their consent was not waited for. Notes about third parties are not theirs (GDPR, article 15(4)); who looked stands in `plans`.
 * @param after the last line that was shown; null for the first page
 */
export const listOwn = async (
  scope: Scope,
  network: string,
  after: OwnCursor | null,
): Promise<{ entries: OwnEntry[]; next: OwnCursor | null }> => {
  const mine = sql`network_id = ${network} and person_id in (select care.my_files())`
  const { rows } = await sql<Row>`
    select e.kind, e.id, e.at, coalesce(s.name, care.name_of_team(e.team)) as team, e.file, e.version, e.text, e.other, e.facts from (
      select kind, id, date_trunc('milliseconds', a.at) as at, team, file, version, text, other, facts from (
      select 'request' as kind, id::text, coalesce(sent_at, made_at) as at, to_team as team, person_id as file, 1 as version, story as text, answer as other,
        jsonb_build_object('state', state) as facts from care.request where ${mine} and state <> 'draft'
      union all select 'episode', id::text, entered_on::timestamptz, team, person_id, 1, null, null,
        jsonb_build_object('leftOn', left_on, 'reason', exit_reason) from care.episode where ${mine}
      union all select 'contact', id::text, at, team, person_id, version, note, null,
        jsonb_build_object('mode', mode, 'missed', missed, 'minutes', minutes, 'correctedAt', (select max(v.replaced_at) from care.contact_version v
          where v.network_id = contact.network_id and v.contact_id = contact.id)) from care.contact where ${mine}
      union all select 'emergency', id::text, at, team, person_id, 1, reason, review,
        jsonb_build_object('wasRight', was_right) from care.emergency where ${mine}) a
    ) e left join directory.service s on s.network_id = ${network} and s.network_id || '/' || s.id = e.team
     where ${after?.at ?? null}::timestamptz is null or e.at < ${after?.at ?? null}::timestamptz or (e.at = ${after?.at ?? null}::timestamptz and e.id > ${after?.id ?? null})
     order by e.at desc, e.id limit ${OWN_SHOWN + 1}`.execute(scope)
  const entries: OwnEntry[] = []
  for (const row of rows.slice(0, OWN_SHOWN)) entries.push(await opened(scope, network, row))
  const last = rows.length > OWN_SHOWN ? entries.at(-1) : undefined
  return { entries, next: last === undefined ? null : { at: last.at.toISOString(), id: last.id } }
}

const opened = async (scope: Scope, network: string, { kind, id, at, team, file, version, text, other, facts }: Row): Promise<OwnEntry> => {
  const of = { network, person: file, id }
  const line: Line & { facts?: never } = { id, at, team }
  if (kind === 'request') {
    const story = await openStory(scope, of, text)
    const words = story === null ? null : [story.what, story.hoped].filter((part) => part.trim() !== '').join('\n') || null
    return { ...line, kind, ...(facts as { state: Exclude<State, 'draft'> }), words, answer: await answerText.open(scope, of, other) }
  }
  if (kind === 'episode') return { ...line, kind, ...(facts as { leftOn: string | null; reason: ExitReason | null }) }
  if (kind === 'contact')
    return {
      ...line,
      kind,
      ...(facts as { mode: Mode; missed: Missed | null; minutes: number | null; correctedAt: string | null }),
      words: await noteText.open(scope, of, text, version),
    }
  return {
    ...line,
    kind,
    ...(facts as { wasRight: boolean | null }),
    words: await emergencyText.open(scope, of, text),
    review: await reviewText.open(scope, of, other),
  }
}
