import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, TextLink } from '#platform/ui/index.ts'

/** A question of the person was answered: said until they have read it. */
export const AnsweredNotice = ({ network }: { network: string }) => {
  const { say, to } = useLanguage()
  return (
    <Notice kind="info" title={say('space.answered')}>
      <p>
        <TextLink to={to(`/my/${network}/looked#questions`)}>{say('space.answered.act')}</TextLink>
      </p>
    </Notice>
  )
}

/** Somebody opened the person's file without them: said until they have read who and why. */
export const OpenedNotice = ({ network }: { network: string }) => {
  const { say, to } = useLanguage()
  return (
    <Notice kind="attention" title={say('space.openedWithout')}>
      <p>
        <TextLink to={to(`/my/${network}/looked`)}>{say('space.openedWithout.act')}</TextLink>
      </p>
    </Notice>
  )
}
