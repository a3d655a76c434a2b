const OURS = /^\/(fr|nl|en|falc)(\/[\w./-]*)?(\?[\w=&.%:+-]*)?$/
// Browsers resolve these, and what is left may begin with two slashes, which name another site.
const LEADS_UP = /\/\/|\/\.{1,2}(?=[/?]|$)/

/** Only an address of this site: a link must not send somebody elsewhere after signing in. */
export const nextOf = (next: string | null): string | null => (next !== null && OURS.test(next) && !LEADS_UP.test(next) ? next : null)

/** An address that remembers where to lead on to. */
export const nextAfter = (address: string, next: string | null): string =>
  nextOf(next) === null ? address : `${address}?next=${encodeURIComponent(next ?? '')}`
