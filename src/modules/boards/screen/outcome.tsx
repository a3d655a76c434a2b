import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, Form, Notice, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { MODES, PRESENT } from '../../care/vocabulary.ts'
import { MISSED_VISITS } from '../vocabulary.ts'
import { optionsOf } from './options.ts'

/** What came of a visit: what is known already stands there, and it becomes the contact in the file. */
export const OutcomeForm = ({ state, isFollowed }: { state: FormState; isFollowed: boolean }) => {
  const { say } = useLanguage()
  const field = useField(state)
  const chosen = (state.typed.who ?? '').split('|').filter((each) => each !== '')
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="intent" value="finish" />
        {!isFollowed && <Notice kind="info">{say('boards.outcome.notFollowed')}</Notice>}
        <SelectField
          {...field('missed', 'care.field.missed')}
          options={optionsOf(say, 'care.missed.', MISSED_VISITS)}
          empty={say('care.contact.took')}
        />
        <div className="entry-fields-pair">
          <SelectField {...field('mode', 'care.field.mode')} options={optionsOf(say, 'care.mode.', MODES)} />
          <TextField {...field('minutes', 'care.field.minutes')} inputMode="numeric" size="short" />
        </div>
        <CheckGroup name="who" legend={say('care.field.who')} options={optionsOf(say, 'care.who.', PRESENT)} defaultValues={chosen} />
        {isFollowed && <TextArea {...field('note', 'care.field.note', 'care.hint.note')} rows={4} />}
        {isFollowed && <DateField {...field('next_on', 'care.field.next_on')} />}
        <Button kind="primary">{say('boards.outcome.keep')}</Button>
      </Stack>
    </Form>
  )
}
