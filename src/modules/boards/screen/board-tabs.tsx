import { useLanguage } from '#platform/languages/intl.tsx'
import { Tabs } from '#platform/ui/index.ts'

const VIEWS = ['board', 'rota', 'discussed', 'rules'] as const
export type View = (typeof VIEWS)[number]

/** The pages of a team's board. Its rules are for those who lead it. */
export const BoardTabs = ({ network, id, view, isLead }: { network: string; id: string; view: View | null; isLead: boolean }) => {
  const { say, to } = useLanguage()
  return (
    <Tabs
      label={say('boards.tabs')}
      items={VIEWS.filter((each) => isLead || each !== 'rules').map((each) => ({
        to: to(`/boards/${network}/${id}${each === 'board' ? '' : `/${each}`}`),
        label: say(`boards.tab.${each}`),
        current: each === view,
      }))}
    />
  )
}
