import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { LOCALES, type Locale, segmentOf } from '#platform/languages/locales.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { setting } from '#platform/settings/index.server.ts'
import { anchorsFolder, takeAnchors, writeAnchors } from './anchors.server.ts'
import type { Anchor } from './verifier.server.ts'

// A mail carries no free text: the hash goes in four groups, the chain as the address of its page (anchorsIn reads it back).
defineMail({ name: 'auditAnchor', values: { link: 'path', at: 'code', seq: 'count', a: 'code', b: 'code', c: 'code', d: 'code' } })

export type Receiver = { to: string; locale: Locale }
/**
 * Who gets the anchors by mail: MAILLAGE_ANCHORS_TO, addresses with a comma between, each with its language before it where that is
 * not French ("dpo@example.org, nl:dpd@example.be"). @throws one line that names the setting and what is wrong
 */
export const anchorReceivers = (env: NodeJS.ProcessEnv = process.env): Receiver[] =>
  setting('MAILLAGE_ANCHORS_TO', env)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, language = 'fr', to = ''] = /^(?:([a-z]+):)?(\S+)$/.exec(part) ?? []
      const locale = LOCALES.find((each) => segmentOf(each) === language)
      if (locale === undefined || !z.email().safeParse(to).success)
        throw new Error(`MAILLAGE_ANCHORS_TO: "${part}" is not an address such as dpo@example.org or nl:dpd@example.be`)
      return { to, locale }
    })

const mailOf = ({ network, seq, hash, at }: Anchor) => {
  const [a = '', b = '', c = '', d = ''] = hash.toString('hex').toUpperCase().match(/.{16}/g) ?? []
  const link = network === null ? '/admin/audit' : `/admin/audit/${network}`
  return { link, at: `${at.slice(0, 19).replaceAll(':', '-')}Z`, seq, a, b, c, d }
}

/** Has the ends of all chains sent to whoever keeps them away from this machine. @returns how many mails will leave */
export const sendAnchors = async (scope: Scope, anchors: readonly Anchor[], receivers: readonly Receiver[]): Promise<number> => {
  for (const { to, locale } of receivers)
    for (const anchor of anchors) await sendMail(scope, { to, locale, template: 'auditAnchor', values: mailOf(anchor) })
  return anchors.length * receivers.length
}

defineJob({
  name: 'audit.anchor',
  input: z.object({}),
  as: 'operator',
  runInSteps: async (open) => {
    const receivers = anchorReceivers()
    const anchors = await open((scope) => takeAnchors(scope))
    writeAnchors(anchorsFolder(), anchors)
    await open((scope) => sendAnchors(scope, anchors, receivers))
  },
})
defineSchedule({ job: 'audit.anchor', cron: '15 3 * * *', input: {} })
