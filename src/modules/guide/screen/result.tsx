import { useEffect, useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Notice, Section, TextLink } from '#platform/ui/index.ts'
import type { Result as Answer } from '../result.server.ts'
import { TeamCard } from './team-card.tsx'

/** What the guide found: who fits, what comes nearest, and always what to do when nobody fits. */
export const Result = ({ result, network, checked }: { result: Answer; network: string; checked: string }) => {
  const { say, to } = useLanguage()
  const { proposed, nearest, left } = result
  return (
    <>
      {proposed.length === 0 ? (
        <Notice kind="attention" title={say('guide.nobody')}>
          <p>{say('guide.nobody.what')}</p>
        </Notice>
      ) : (
        <Section title={say('guide.proposed', { n: proposed.length })}>
          <div className="teams">
            {proposed.map((card) => (
              <TeamCard key={card.id} card={card} network={network} />
            ))}
          </div>
        </Section>
      )}
      {nearest.length > 0 && (
        <Section title={say('guide.nearest')}>
          <p>{say('guide.nearest.what')}</p>
          <div className="teams teams-nearest">
            {nearest.map((card) => (
              <TeamCard key={card.id} card={card} network={network} />
            ))}
          </div>
        </Section>
      )}
      <p className="guide-foot">
        {checked}{' '}
        {left > 0 && (
          <TextLink to={to(`/directory?network=${network}`)} reload>
            {say('guide.left', { n: left })}
          </TextLink>
        )}
      </p>
      <PrintButton />
    </>
  )
}

/** Only where a script runs is there a button; a browser's own menu prints the page all the same. */
const PrintButton = () => {
  const { say } = useLanguage()
  const [isAlive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  return isAlive ? (
    <p className="guide-print">
      <Button type="button" onClick={() => print()}>
        {say('guide.print')}
      </Button>
    </p>
  ) : null
}
