import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'

// None of these names anybody or says what it is about: a mail is read on locked screens, and at a partner's by whoever is at the desk.
defineMail({ name: 'pathNews', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'partnerReferral', values: { link: 'secret', until: 'day' }, act: 'link' })
defineMail({ name: 'partnerAnswered', values: { link: 'path' }, act: 'link' })

/** Tells a person that something waits on their path, unless they did it themselves. */
export const tellOfPath = async (scope: Scope, actor: Actor, account: string | null): Promise<void> => {
  if (account === null || account === actor.personId) return
  await sendMail(scope, { to: { personId: account }, template: 'pathNews', values: { link: '/my/path' } })
}
