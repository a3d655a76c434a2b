import type { Generated } from 'kysely'
import type { State } from './machine.ts'
import type { AgreementWay, Answer, Attendance, DecisionSays, LessonState, PersonSays } from './vocabulary.ts'

type Of = { network_id: string; situation_id: string; person_id: string }

/** Tables of the schema situations (migrations 0027 and 0050). What is a Buffer is sealed (#platform/keys). */
export type SituationTables = {
  'situations.setting': {
    network_id: string
    days_after: Generated<number>
    least_teams: Generated<number>
    agreed_days: Generated<number>
    version: Generated<number>
  }
  'situations.situation': {
    network_id: string
    id: Generated<string>
    person_id: string
    service_id: string
    team: Generated<string>
    called_by: 'team' | 'person'
    made_by: string
    made_at: Generated<Date>
    state: Generated<State>
    subject: Buffer | null
    said: Buffer | null
    planned_at: Generated<Date | null>
    place: Generated<Buffer | null>
    attendance: Generated<Attendance | null>
    company: Generated<Buffer | null>
    days_after: number
    held_on: Generated<string | null>
    told_at: Generated<Date | null>
    ended_on: Generated<string | null>
    version: Generated<number>
  }
  'situations.agreement': Of & {
    id: Generated<string>
    answer: 'yes' | 'no'
    how: AgreementWay
    noted_by: string
    given_at: Generated<Date>
    until: string | null
    withdrawn_at: Generated<Date | null>
  }
  'situations.invitation': Of & {
    id: Generated<string>
    service_id: string | null
    team: Generated<string | null>
    words: string | null
    made_at: Generated<Date>
    person_says: Generated<PersonSays>
    answer: Generated<Answer>
  }
  'situations.words': Of & { id: Generated<string>; content: Buffer; how: 'self' | 'together'; by_id: string; at: Generated<Date> }
  'situations.decision': Of & {
    id: Generated<string>
    what: Buffer
    who: Buffer
    until: string | null
    made_by: string
    made_at: Generated<Date>
    says: Generated<DecisionSays | null>
    answer: Generated<Buffer | null>
    answered_at: Generated<Date | null>
  }
  'situations.lesson': Of & {
    content: Buffer
    state: Generated<LessonState>
    written_by: string
    written_at: Generated<Date>
    reviewed_by: Generated<string | null>
    version: Generated<number>
  }
  'situations.raised': { network_id: string; id: Generated<string>; month: string; care_function: string | null; content: string }
}
