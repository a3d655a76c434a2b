import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList } from '#platform/ui/index.ts'
import type { Story } from '../vocabulary.ts'

const PARTS = ['what', 'hoped', 'safety', 'answer', 'askerName', 'askerReach'] as const

/** What was told, in the order in which one needs it. */
export const StoryFacts = ({ story }: { story: Story }) => {
  const { say } = useLanguage()
  return (
    <DescriptionList
      items={PARTS.filter((part) => story[part] !== '').map((part) => ({
        key: part,
        term: say(`care.field.${part}`),
        description: <span className="kept-lines">{story[part]}</span>,
      }))}
    />
  )
}
