/** What is wrong with one field or cell: a message of the catalogues and its values. */
export type Fault = { id: string; values?: Record<string, string> }
export type Faults = Readonly<Record<string, Fault>>
/** Either what was read, or what is wrong, by field. */
export type Read<T> = { value: T; faults?: undefined } | { value?: undefined; faults: Faults }

type Issue = { path: PropertyKey[]; message: string; params?: unknown }

/** The faults that zod found, one a field: the first is what to correct first. */
export const faultsOf = (issues: readonly Issue[]): Record<string, Fault> => {
  const faults: Record<string, Fault> = {}
  for (const { path, message, params } of issues) {
    const field = String(path[0])
    if (!(field in faults)) faults[field] = { id: message, ...(isValues(params) ? { values: params } : {}) }
  }
  return faults
}

const isValues = (params: unknown): params is Record<string, string> => typeof params === 'object' && params !== null
