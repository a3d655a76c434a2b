import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList } from '#platform/ui/index.ts'
import { COMES, TOLD_FIELDS, type Told } from '../vocabulary.ts'
import './paths.css'

/** All that a partner reads of somebody: the same four lines wherever they are shown, before they leave and afterwards. */
export const ToldList = ({ told }: { told: Told }) => {
  const { say } = useLanguage()
  return (
    <div className="path-told path-text">
      <DescriptionList
        items={TOLD_FIELDS.map((name) => ({
          key: name,
          term: say(`referral.field.${name}`),
          description: name === 'reach' && told.reach === COMES ? say('referral.comes') : told[name],
        }))}
      />
    </div>
  )
}
