import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, CheckGroup, Form, Row, Section, Stack, TextField } from '#platform/ui/index.ts'
import type { TeamHours } from '../alerts/alerts.queries.server.ts'
import type { Offer } from '../measures.queries.server.ts'
import type { Instrument } from '../vocabulary.ts'

type HoursProps = {
  hours: readonly TeamHours[]
  wrong: string | undefined
  /** Another lead set the hours of a team while this form stood open. */
  taken: { service: string; typed: string; now: number; version: number } | null
}
/** In how many hours each team that one leads writes down what was done. */
export const HoursForms = ({ hours, wrong, taken }: HoursProps) => {
  const { say } = useLanguage()
  return (
    <Section title={say('measures.team.hours')}>
      {hours.map(({ serviceId, team, hours: now, version }) => (
        <Form key={`${serviceId} ${taken?.service === serviceId ? taken.version : version}`} method="post">
          <Stack gap="small">
            <input type="hidden" name="service" value={serviceId} />
            <input type="hidden" name="version" value={taken?.service === serviceId ? taken.version : version} />
            <TextField
              id={`hours-${serviceId}`}
              name="hours"
              label={say('measures.team.hours.of', { team })}
              inputMode="numeric"
              size="short"
              defaultValue={taken?.service === serviceId ? taken.typed : now}
              {...(wrong === serviceId ? { error: say('measures.team.hours.wrong') } : {})}
              {...(taken?.service === serviceId ? { error: say('measures.team.hours.taken', { hours: taken.now }) } : {})}
            />
            <Row>
              <Button name="intent" value="hours">
                {say('measures.team.offer.save')}
              </Button>
            </Row>
          </Stack>
        </Form>
      ))}
    </Section>
  )
}

/** Which questionnaires the network offers, and whether its use is commercial. */
export const OfferForm = ({ offer }: { offer: Offer & { all: readonly { id: Instrument; shortName: string }[] } }) => {
  const { say } = useLanguage()
  return (
    <Section title={say('measures.team.offer')}>
      <Form method="post">
        <Stack>
          <input type="hidden" name="version" value={offer.version} />
          <CheckField
            name="non_commercial"
            value="yes"
            label={say('measures.team.offer.nonCommercial')}
            defaultChecked={offer.isNonCommercial}
          />
          <CheckGroup
            name="instrument"
            legend={say('measures.team.offer.which')}
            options={offer.all.map(({ id, shortName }) => ({ value: id, label: shortName, hint: say(`measures.about.${id}`) }))}
            defaultValues={offer.all.map(({ id }) => id).filter((id) => !offer.switchedOff.includes(id))}
          />
          <Row>
            <Button name="intent" value="offer">
              {say('measures.team.offer.save')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}
