import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Row, Section, Stack, Tag, TextArea } from '#platform/ui/index.ts'
import type { Measure } from '../coercion/measures.queries.server.ts'
import { DEBRIEFING_STATES, type DebriefingState, isOver, mayFollow } from '../machines.ts'
import type { Names } from './measure-facts.tsx'
import { MomentFields } from './measure-fields.tsx'
import { PartForm, usePart } from './part-form.tsx'
import { useTimes } from './words.ts'

type Props = { measure: Measure; names: Names; local: { day: string; time: string }; state: FormState }
type Next = Exclude<DebriefingState, 'waiting'>

/** Talking about it afterwards: what was offered and when, and the person's own words. */
export const DebriefingPart = ({ measure, names, local, state }: Props) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const { field, typed } = usePart(state, 'debriefing', '', { told: local.day, told_time: local.time })
  const next = DEBRIEFING_STATES.filter((each): each is Next => each !== 'waiting' && mayFollow('debriefing', measure.debriefing, each))
  return (
    <Section title={say('stays.debriefing.title')} id="debriefing" aside={<Tag>{say(`stays.debriefing.${measure.debriefing}`)}</Tag>}>
      <Stack gap="small">
        <p>{say('stays.debriefing.what')}</p>
        <ul className="stays-list">
          {measure.debriefings.map(({ id, what, happenedAt, words, byId }) => (
            <li key={id}>
              <Row>
                <strong>{what === 'words' ? say('stays.debriefing.words') : say(`stays.debriefing.${what}`)}</strong>
                <span className="stays-small">{[at(happenedAt), names[byId] ?? ''].filter((each) => each !== '').join(', ')}</span>
              </Row>
              {words !== '' && <p className="stays-text">{words}</p>}
            </li>
          ))}
        </ul>
        {!isOver('debriefing', measure.debriefing) && !measure.isVoid && (
          <PartForm title={say('stays.debriefing.note')} intent="debriefing" state={state}>
            <CheckGroup
              kind="radio"
              name="what"
              id="field-debriefing-what"
              legend={say('stays.field.what')}
              options={next.map((value) => ({ value, label: say(`stays.debriefing.${value}`) }))}
              defaultValues={[typed.what ?? next[0] ?? '']}
            />
            <MomentFields field={field} name="told" label="stays.field.told" />
            <TextArea {...field('words', 'stays.field.their_words', 'stays.hint.their_words')} rows={4} maxLength={4000} />
            <Button>{say('stays.keep')}</Button>
          </PartForm>
        )}
      </Stack>
    </Section>
  )
}
