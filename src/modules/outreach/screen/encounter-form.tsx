import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Fold, Form, SelectField, Stack } from '#platform/ui/index.ts'
import { AGE_BANDS, FIRSTS, GENDERS, LANGUAGES, ORIENTATIONS, TOPICS } from '../vocabulary.ts'
import './outreach.css'

/** What somebody said of themselves, each answer one tap, all of them possible to leave as they are. There is no field for words. */
export const EncounterForm = ({ id, where }: { id: string; where: Readonly<Record<string, string>> }) => {
  const { say, language } = useLanguage()
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return (
    <Form method="post" className="tap-form">
      {Object.entries({ ...where, id }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Stack>
        <CheckGroup
          kind="radio"
          name="orientation"
          legend={say('outreach.team.orientation')}
          options={ORIENTATIONS.map((value) => ({ value, label: say(`outreach.team.to.${value}`) }))}
          defaultValues={['nobody']}
        />
        <CheckGroup
          kind="radio"
          name="age"
          legend={say('outreach.team.age')}
          options={AGE_BANDS.map((value) => ({ value, label: say(`outreach.team.age.${value}`) }))}
          defaultValues={['unknown']}
        />
        <Button kind="primary">{say('outreach.team.note')}</Button>
        <Fold title={say('outreach.team.more')}>
          <Stack>
            <CheckGroup
              kind="radio"
              name="gender"
              legend={say('outreach.team.gender')}
              options={GENDERS.map((value) => ({ value, label: say(`outreach.team.gender.${value}`) }))}
              defaultValues={['unknown']}
            />
            <CheckGroup
              kind="radio"
              name="first"
              legend={say('outreach.team.first')}
              options={FIRSTS.map((value) => ({ value, label: say(`outreach.team.first.${value}`) }))}
              defaultValues={['unknown']}
            />
            <CheckGroup
              name="topics"
              legend={say('outreach.team.topics')}
              options={TOPICS.map((value) => ({ value, label: say(`outreach.team.topic.${value}`) }))}
            />
            <SelectField
              name="language"
              label={say('outreach.team.language')}
              options={LANGUAGES.map((value) => ({
                value,
                label: value === 'unknown' ? say('outreach.team.unknown') : (names.of(value) ?? value),
              }))}
              defaultValue="unknown"
            />
          </Stack>
        </Fold>
      </Stack>
    </Form>
  )
}
