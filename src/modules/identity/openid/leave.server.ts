import { z } from 'zod'
import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { openToken, sealToken, unseal } from '../factors/seal.server.ts'
import { signOutAddress } from './flow.server.ts'
import { NOTE } from './openid.commands.server.ts'
import { providerName, providerOf } from './settings.server.ts'

export const LEAVE_MINUTES = 5
const PLACE = 'openid.leave'
// What a browser keeps of a cookie.
const LONGEST = 3800
const Leave = z.object({ name: z.string(), address: z.url() })

type Left = { provider: string | null; note: Buffer | null; lang: string; origin: string }

/** What the page after signing out says of the provider, sealed for a cookie; null when there is nothing to do there. */
export const leaveCookie = async ({ provider: id, note, lang, origin }: Left): Promise<string | null> => {
  const provider = id === null ? undefined : providerOf(id)
  if (provider === undefined) return null
  const name = providerName(provider, languageOf(localeOf(lang) ?? 'fr'))
  const idToken = note === null ? null : unseal(note, NOTE)
  for (const hint of [idToken, null]) {
    const address = await signOutAddress(provider, hint, `${origin}/`)
    if (address === null) return null
    const cookie = sealToken({ name, address }, PLACE, LEAVE_MINUTES)
    if (cookie.length <= LONGEST) return cookie
  }
  return null
}

export const openLeave = (cookie: string | null): z.infer<typeof Leave> | null => {
  const leave = Leave.safeParse(cookie === null ? null : openToken(cookie, PLACE))
  return leave.success ? leave.data : null
}
