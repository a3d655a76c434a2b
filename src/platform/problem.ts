// Every failure that a person can meet has one code. The code picks the HTTP status and the translated message
// (`problem.<code>` in the catalogues).
const STATUS = {
  not_found: 404,
  forbidden: 403,
  signed_out: 401,
  invalid: 422,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const
export type ProblemCode = keyof typeof STATUS
/** The code that an HTTP status stands for, where nobody has said more. */
export const codeOfStatus = (status: number): ProblemCode | undefined =>
  (Object.keys(STATUS) as ProblemCode[]).find((code) => STATUS[code] === status)

/** A failure that is told to the person: `detail` fills the message, and names what was wrong and where. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly detail: Readonly<Record<string, string>>
  constructor(code: ProblemCode, detail: Record<string, string> = {}) {
    super([code, ...Object.entries(detail).map(([key, value]) => `${key}: ${value}`)].join(', '))
    this.code = code
    this.status = STATUS[code]
    this.detail = detail
  }
}

/** The row, or `not_found`: what the actor may not see does not exist. */
export const found = <T>(row: T | undefined): T => {
  if (row === undefined) throw new Problem('not_found')
  return row
}

/** Nothing happens unless the policy said yes. */
export const allow = (yes: boolean, right: string) => {
  if (yes !== true) throw new Problem('forbidden', { right })
}
