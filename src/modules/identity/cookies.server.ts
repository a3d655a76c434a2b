/** A short-lived cookie of this module: read by the server only, sent also when a provider leads back. */
export const cookieFor = (name: string, value: string, isSecure: boolean, minutes: number) =>
  `${nameOf(name, isSecure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${minutes * 60}${isSecure ? '; Secure' : ''}`

export const cookieIn = (header: string | null, name: string, isSecure: boolean): string | null =>
  header
    ?.split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([key]) => key === nameOf(name, isSecure))?.[1] ?? null

// The prefix binds it to this host and to https, where there is https.
const nameOf = (name: string, isSecure: boolean) => (isSecure ? `__Host-${name}` : name)
