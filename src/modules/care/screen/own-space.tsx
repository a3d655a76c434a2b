import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, LinkButton, Row, SelectField, Stack } from '#platform/ui/index.ts'
import { useMoments } from './moment.tsx'

type Props = { network: string; hasAccount: boolean; cards: readonly { id: string; usedAt: Date }[] }

/** Whether the person reads their file themselves, and how they come to: by a card that was given by hand. */
export const OwnSpace = ({ network, hasAccount, cards }: Props) => {
  const { say, to } = useLanguage()
  const { at } = useMoments()
  if (hasAccount) return <p>{say('care.person.space.has')}</p>
  return (
    <Stack>
      <p>{say('care.person.space.none')}</p>
      <Row>
        <LinkButton to={to(`/cards/${network}`)}>{say('care.person.space.card')}</LinkButton>
      </Row>
      {cards.length > 0 && (
        <Form method="post">
          <Stack gap="small">
            <input type="hidden" name="intent" value="link" />
            <SelectField
              name="card"
              label={say('care.field.card')}
              options={cards.map(({ id, usedAt }) => ({ value: id, label: say('care.person.space.opened', { at: at(usedAt) }) }))}
            />
            <Row>
              <Button>{say('care.person.space.link')}</Button>
            </Row>
          </Stack>
        </Form>
      )}
    </Stack>
  )
}
