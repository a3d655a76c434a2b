import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Fold, Form, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import { TOPICS, type Topic } from '../vocabulary.ts'

type Props = {
  teams: readonly { service: string; name: string }[]
  wrong: { typed: { email: string; topics: readonly Topic[] }; lacks: { email: boolean; topics: boolean } } | undefined
}

/** What a team told somebody close to a person: of rights and of help, for their own space. Nothing about the person. */
export const TellCarer = ({ teams, wrong }: Props) => {
  const { say } = useLanguage()
  return (
    <Fold title={say('told.title')} open={wrong !== undefined}>
      <Form method="post">
        <Stack>
          <p>{say('told.what')}</p>
          <SelectField
            name="service"
            label={say('followed.team')}
            options={teams.map(({ service, name }) => ({ value: service, label: name }))}
          />
          <TextField
            name="email"
            type="email"
            label={say('told.email')}
            hint={say('told.email.hint')}
            defaultValue={wrong?.typed.email ?? ''}
            maxLength={254}
            autoComplete="off"
            {...(wrong?.lacks.email ? { error: say('circle.lacks.email') } : {})}
          />
          <CheckGroup
            name="topics"
            legend={say('told.topics')}
            options={TOPICS.map((value) => ({ value, label: say(`carer.told.${value}`) }))}
            defaultValues={wrong?.typed.topics ?? []}
            {...(wrong?.lacks.topics ? { error: say('told.lacks') } : {})}
          />
          <Button>{say('told.act')}</Button>
        </Stack>
      </Form>
    </Fold>
  )
}
