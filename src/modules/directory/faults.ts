/** What is wrong with one field or cell: a message of the catalogues and its values. */
export type Fault = { id: string; values?: Record<string, string> }
export type Faults = Readonly<Record<string, Fault>>
/** Either what was read, or what is wrong, by field. */
export type Read<T> = { value: T; faults?: undefined } | { value?: undefined; faults: Faults }

type Issue = { code?: string; path: PropertyKey[]; message: string; params?: unknown; errors?: readonly (readonly Issue[])[] }

/** The faults that zod found, one a field: the first is what to correct first. */
export const faultsOf = (issues: readonly Issue[]): Record<string, Fault> => {
  const faults: Record<string, Fault> = {}
  for (const issue of issues) {
    const field = String(issue.path[0])
    const { message, params } = innermost(issue)
    if (!(field in faults)) faults[field] = { id: message, ...(isValues(params) ? { values: params } : {}) }
  }
  return faults
}

// A cell that may be empty is a union: what its other branch, the last, has to say is what helps.
const innermost = (issue: Issue): Issue => {
  const inner = issue.code === 'invalid_union' ? issue.errors?.at(-1)?.[0] : undefined
  return inner === undefined ? issue : innermost(inner)
}

const isValues = (params: unknown): params is Record<string, string> => typeof params === 'object' && params !== null
