import { useLanguage } from '#platform/languages/intl.tsx'
import { Tabs } from '#platform/ui/index.ts'

/** What Maillage does by itself: work, mails, backups. */
export const AdminTabs = ({ current }: { current: 'jobs' | 'mail' | 'backups' }) => {
  const { say, to } = useLanguage()
  return (
    <Tabs
      label={say('work.tabs')}
      items={[
        { to: to('/admin/jobs'), label: say('work.title'), current: current === 'jobs' },
        { to: to('/admin/mail'), label: say('mails.title'), current: current === 'mail' },
        { to: to('/admin/backups'), label: say('backups.title'), current: current === 'backups' },
      ]}
    />
  )
}

/** A moment to the minute, by the clocks of Paris and Brussels. */
export const useMoment = () => {
  const { intl } = useLanguage()
  return (moment: string | Date | null) => (moment === null ? '' : intl.formatDate(moment, { dateStyle: 'medium', timeStyle: 'short' }))
}
