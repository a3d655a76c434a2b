import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DescriptionList, Section, Stack, TextField } from '#platform/ui/index.ts'
import type { StayLine } from '../residential/stays.queries.server.ts'
import { PartForm, usePart } from './part-form.tsx'
import { useTimes } from './words.ts'

/** Since when somebody stays, how they came, and where in the house. */
export const StayPart = ({ stay, state }: { stay: StayLine; state: FormState }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  const { field } = usePart(state, 'place', '', { place: stay.place })
  const facts: [string, string, string][] = [
    ['since', say('stays.column.since'), day(stay.admittedOn)],
    ['left', say('stays.column.left'), day(stay.leftOn)],
    ['way', say('stays.field.way'), say(`stays.way.${stay.way}`)],
    ['basis', say('stays.field.legal_basis'), stay.legalBasis === null ? '' : say(`stays.basis.${stay.legalBasis}`)],
    ['place', say('stays.field.place'), stay.place],
  ]
  return (
    <Section title={say(stay.leftOn === null ? 'stays.stay.title' : 'stays.stay.past')} id="stay">
      <Stack gap="small">
        <DescriptionList
          items={facts.filter(([, , what]) => what !== '').map(([key, term, description]) => ({ key, term, description }))}
        />
        {stay.leftOn === null && (
          <PartForm title={say('stays.place.change')} intent="place" record={stay.id} version={stay.version} state={state}>
            <TextField {...field('place', 'stays.field.place')} maxLength={40} size="short" />
            <Button>{say('stays.keep')}</Button>
          </PartForm>
        )}
      </Stack>
    </Section>
  )
}
