// What travels between a device on the road and the server, as JSON. No imports but types: safe in the browser and in the service worker.
import type { Missed, Mode, Present, Reach } from '../care/vocabulary.ts'
import type { OpeningReason, Part } from '../plans/vocabulary.ts'

/** How many files a page of the sync holds: small enough that a slow link shows progress. */
export const PAGE = 25
/** How many of the last contacts of a person go along. */
export const CONTACTS_CARRIED = 5
/** How many commands are sent at once. */
export const BATCH = 10
export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export type FileType = (typeof FILE_TYPES)[number]

/** Times are ISO 8601; days as in "2026-11-22". */
export type CarriedContact = {
  id: string
  at: string
  minutes: number | null
  mode: Mode
  who: Present[]
  missed: Missed | null
  note: string | null
  workers: string[]
  team: string
  files: number
}
export type PlanShown = { writtenAt: string; parts: { part: Part; text: string }[] }
/** What a device knows of somebody: as much as the one who acts may read on the day of the sync. */
export type CarriedPerson = {
  network: string
  id: string
  given: string
  family: string
  birthDate: string | null
  place: string | null
  language: string | null
  needsInterpreter: boolean
  version: number
  reach: Reach
  isReferent: boolean
  /** Open episodes in one's own teams; none for somebody who let a team read and is not followed by it. */
  episodes: { id: string; service: string; team: string }[]
  contacts: CarriedContact[]
  plan: PlanShown | null
}
/** A visit, or the day on which the next contact was to be. */
export type Visit = { network: string; person: string; on: string; time: string | null }
export type Mate = { id: string; name: string }
export type Me = {
  name: string
  teams: { network: string; service: string; name: string; mates: Mate[] }[]
  /** Networks in which one of one's teams may open crisis plans on duty. */
  duty: string[]
  visits: Visit[]
}
/** One page of the sync. `gone`: "network/person" that must be forgotten. `isWhole`: the device forgets what it had before. */
export type Pulled = { seq: number; isWhole: boolean; total: number; left: number; people: CarriedPerson[]; gone: string[]; me: Me }

/** What the server gives with a session: the secret of the outbox, how long data stay without contact, and what time it is. */
export type Begun = { person: string; session: string; secret: string; hours: number; fileBytes: number; now: string }

/** A crisis plan that opens with the name and the birth date alone: `tag` finds it, the rest is closed with a key of the same words. */
export type ClosedPlan = { tag: string; iv: string; body: string }
export type Shift = { until: string; salt: string; plans: ClosedPlan[] }
export type OpenedPlan = { network: string; person: string; name: string; birthDate: string | null; plan: PlanShown }

/** The fields of a contact as the form holds them: read by the same reader as the form of the page. */
export type ContactTyped = { at: string; time: string; minutes: string; mode: string; missed: string; note: string; next_on: string }
type Of = { id: string; network: string; person: string }
export type Command =
  | (Of & { kind: 'contact'; episode: string; typed: ContactTyped; workers: string[]; who: string[] })
  | (Of & { kind: 'file'; contact: string; name: string; type: FileType })
  | (Of & { kind: 'reach'; version: number; reach: Reach })
  | (Of & { kind: 'note'; text: string })
  | (Of & { kind: 'opening'; reason: OpeningReason; at: string })
export const COMMANDS = ['contact', 'file', 'reach', 'note', 'opening'] as const

export const OUTCOMES = ['done', 'already', 'conflict', 'refused', 'later'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** Each command has its own answer. `theirs`: what somebody else wrote meanwhile. `reason`: the code of a problem, or the field that is wrong. */
export type Answer = { id: string; outcome: Outcome; reason?: string; theirs?: { version: number; reach: Reach } }
