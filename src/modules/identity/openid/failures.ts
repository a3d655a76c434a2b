/** Why a sign-in at a provider did not end well, as the address of the next page says it. */
export const FAILURES = ['refused', 'weak', 'old', 'wrong', 'unknown', 'unavailable'] as const
export type OpenIdFailure = (typeof FAILURES)[number]
export const failureOf = (address: string): OpenIdFailure | null =>
  FAILURES.find((known) => known === new URL(address).searchParams.get('failure')) ?? null
