import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, TextLink } from '#platform/ui/index.ts'

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
