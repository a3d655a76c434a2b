import { generate } from 'otplib'
import { newBrowser, owner, type Someone, type TestBrowser, withPassword } from './factors.test-support.ts'

export const STEP = 30
export const now = () => Math.floor(Date.now() / 1000)
export const codeAt = (secret: string, epoch = now()) => generate({ secret: secret.replaceAll(' ', ''), epoch })

export type Offer = { offer: { offer: string; secret: string } }
/** Lets the present code be used once more: one of the step before would be too old as soon as this step ends. */
export const asUnused = (person: Pick<Someone, 'personId'>) =>
  owner('update identity.totp set last_step = last_step - 1 where person_id = $1', [person.personId])
/** Signs in for the first time and adds an app that makes codes, of which tests have the present one. */
export const withTotp = async (person: Someone, browser: TestBrowser = newBrowser()) => {
  await browser.post('/fr/sign-in', withPassword(person))
  const { offer } = (await browser.get('/fr/account/security/totp')).data as Offer
  const added = await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret) })
  await asUnused(person)
  return { browser, secret: offer.secret, codes: (added.data as { codes: string[] }).codes }
}
export const age = (person: Someone) =>
  owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [person.personId])
