import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'
import type { Told } from './vocabulary.ts'

/** What a step is and who helps, in words. */
export type StepWords = { what: string; who: string }
/** The life project, and which of one's goals it serves. */
export type PathWords = { project: string; goals: string }

type At = { network: string; file: string; row: string; version: number }
const placeOf = (table: string, column: string, { network, row, version }: At): Place => ({
  network,
  table: `paths.${table}`,
  column,
  row,
  version,
})
const sealedAs = <T extends object>(table: string, column: string, empty: T) => ({
  seal: (scope: Scope, at: At, value: T): Promise<Buffer> => seal(scope, at.file, placeOf(table, column, at), JSON.stringify(value)),
  /** What it says; empty words where there are none, or their key was erased. */
  open: async (scope: Scope, at: At, sealed: Buffer | null): Promise<T> => {
    const text = sealed === null ? null : await open(scope, at.file, placeOf(table, column, at), sealed)
    return text === null ? empty : { ...empty, ...JSON.parse(text) }
  },
})

const NO_STEP: StepWords = { what: '', who: '' }
export const pathText = sealedAs<PathWords>('path', 'content', { project: '', goals: '' })
export const stepText = sealedAs<StepWords>('step', 'content', NO_STEP)
export const proposalText = sealedAs<StepWords>('step_proposal', 'content', NO_STEP)
export const reasonText = sealedAs<{ reason: string }>('step', 'reason', { reason: '' })
export const toldText = sealedAs<Told>('referral', 'told', { name: '', reach: '', wanted: '', from: '' })
