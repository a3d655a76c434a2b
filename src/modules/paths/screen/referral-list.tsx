import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, TextLink } from '#platform/ui/index.ts'
import { canWithdraw, type ReferralState } from '../partners/machine.ts'
import type { DeclineReason, PartnerAnswer, PartnerKind, Told } from '../vocabulary.ts'
import { useDays } from './days.ts'
import { ToldList } from './told-list.tsx'

export type ShownReferral = {
  id: string
  kind: PartnerKind
  state: ReferralState
  partner: string | null
  told: Told | null
  sentAt: Date | null
  answeredAt: Date | null
  answer: PartnerAnswer | null
  reason: DeclineReason | null
  linkUntil: string | null
}
type Props = { referrals: readonly ShownReferral[]; hrefOf?: (id: string) => string }

/** What was told to partners, what they answered, and the one button that shuts a link. */
export const ReferralList = ({ referrals, hrefOf }: Props) => {
  const { say } = useLanguage()
  const { day, on } = useDays()
  return (
    <ul className="path-list">
      {referrals.map(({ id, kind, state, partner, told, sentAt, answeredAt, answer, reason, linkUntil }) => (
        <li key={id}>
          <strong>{[partner, say(`referral.kind.${kind}`)].filter((part) => part !== null).join(', ')}</strong>
          <p>{say(`referral.state.${state}`)}</p>
          {sentAt !== null && <p className="path-soft">{say('referral.sent', { day: on(sentAt) })}</p>}
          {answer !== null && answeredAt !== null && (
            <p>
              {say('referral.answered', { day: on(answeredAt), answer: say(`referral.answer.${answer}`) })}
              {reason !== null && `. ${say(`referral.reason.${reason}`)}`}
            </p>
          )}
          {(state === 'sent' || state === 'read') && linkUntil !== null && (
            <p className="path-soft">{say('referral.until', { day: day(linkUntil) })}</p>
          )}
          {told === null ? <p className="path-soft">{say('referral.gone')}</p> : <ToldList told={told} />}
          {state === 'draft' && hrefOf !== undefined && (
            <p>
              <TextLink to={hrefOf(id)}>{say('path.step.open')}</TextLink>
            </p>
          )}
          {canWithdraw(state) && told !== null && (
            <Fold title={say('referral.withdraw')}>
              <Form method="post">
                <input type="hidden" name="intent" value="withdraw" />
                <input type="hidden" name="referral" value={id} />
                <p>{say('referral.withdraw.what')}</p>
                <Button kind="danger">{say('referral.withdraw.act')}</Button>
              </Form>
            </Fold>
          )}
        </li>
      ))}
    </ul>
  )
}
