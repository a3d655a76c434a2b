import { useLanguage } from '#platform/languages/intl.tsx'
import { Idea, Ideas, LinkButton, Stack } from '#platform/ui/index.ts'
import './person-account.css'

/** A key on paper, on the one page that ever shows it. */
export const PaperKey = ({ paperKey, leadOn }: { paperKey: string; leadOn: string }) => {
  const { say } = useLanguage()
  return (
    <Stack>
      <div className="card-paper">
        <p>{say('paper.mine')}</p>
        <p className="card-code">
          {paperKey.split('-').map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be the same, and none ever moves
            <code key={at}>{group} </code>
          ))}
        </p>
      </div>
      <Ideas>
        <Idea picture="pen">{say('paper.write')}</Idea>
        <Idea picture="lock">{say('paper.keep')}</Idea>
        <Idea picture="info">{say('paper.once')}</Idea>
      </Ideas>
      <LinkButton to={leadOn} kind="primary" reload>
        {say('paper.written')}
      </LinkButton>
    </Stack>
  )
}
