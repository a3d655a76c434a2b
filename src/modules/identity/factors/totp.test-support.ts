import { generate } from 'otplib'
import { newBrowser, owner, type Someone, type TestBrowser, withPassword } from './factors.test-support.ts'

export const STEP = 30
export const now = () => Math.floor(Date.now() / 1000)
export const codeAt = (secret: string, epoch = now()) => generate({ secret: secret.replaceAll(' ', ''), epoch })

export type Offer = { offer: { offer: string; secret: string } }
/** Signs in for the first time and adds an app that makes codes. The code used is that of the step before, so that tests have the present one. */
export const withTotp = async (person: Someone, browser: TestBrowser = newBrowser()) => {
  await browser.post('/fr/sign-in', withPassword(person))
  const { offer } = (await browser.get('/fr/account/security/totp')).data as Offer
  const added = await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret, now() - STEP) })
  return { browser, secret: offer.secret, codes: (added.data as { codes: string[] }).codes }
}
export const age = (person: Someone) =>
  owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [person.personId])
