import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Row, Stack, Tag } from '#platform/ui/index.ts'
import type { ShownCard } from '../cards.queries.server.ts'
import './person-account.css'

/** Cards that were made, and what became of each. Who used one is not told. */
export const CardList = ({ cards }: { cards: readonly ShownCard[] }) => {
  const { say, intl } = useLanguage()
  const day = (at: Date) => intl.formatDate(at, { dateStyle: 'long' })
  return (
    <ul className="card-list">
      {cards.map((card) => (
        <li key={card.id}>
          <Stack gap="small">
            <Row>
              <strong>{say('cards.one', { number: card.number })}</strong>
              <span>{say(`cards.kind.${card.kind}`)}</span>
              <Tag tone={card.state === 'open' ? 'people' : 'plain'}>{say(`cards.state.${card.state}`)}</Tag>
            </Row>
            <p>
              {say('cards.made', { day: day(card.madeAt) })}{' '}
              {card.state === 'used' && card.usedAt !== null
                ? say('cards.used', { day: day(card.usedAt) })
                : say('cards.until', { day: day(card.expiresAt) })}
            </p>
            {card.state === 'open' && (
              <Form method="post" reloadDocument>
                <input type="hidden" name="id" value={card.id} />
                <Button kind="quiet" name="intent" value="withdraw">
                  {say('cards.withdraw', { number: card.number })}
                </Button>
              </Form>
            )}
          </Stack>
        </li>
      ))}
    </ul>
  )
}
