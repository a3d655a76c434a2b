import type { Typed } from '#platform/forms/typed.ts'
import type { Path, Step } from './path/path.queries.server.ts'

/** A path as its form holds it. */
export const pathTyped = (path: Path | null): Typed => ({
  project: path?.project ?? '',
  goals: path?.goals ?? '',
  review_on: path?.reviewOn ?? '',
  version: String(path?.version ?? 0),
})
/** A step as its form holds it. */
export const stepTyped = ({ domain, what, helper, who, beginsOn, dueOn, version }: Step): Typed => ({
  domain,
  what,
  helper,
  who,
  begins_on: beginsOn ?? '',
  due_on: dueOn ?? '',
  version: String(version),
})
