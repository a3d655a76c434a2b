import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, LinkButton, Row, Stack, TextField } from '#platform/ui/index.ts'

const FIELDS = ['title', 'publisher', 'published', 'language', 'address'] as const

/** A document that figures come from. */
export const SourceForm = ({ typed, faults, theirs, version, cancel }: Answer & { cancel: string }) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = (name: string) => say(`sources.field.${FIELDS.find((each) => each === name) ?? 'title'}`)
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => value} />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <Stack>
        <TextField {...field('title', 'sources.field.title')} required />
        <TextField {...field('publisher', 'sources.field.publisher', 'sources.hint.publisher')} />
        <TextField {...field('published', 'sources.field.published', 'sources.hint.published')} size="short" />
        <TextField {...field('language', 'sources.field.language', 'form.hint.language')} size="short" maxLength={2} />
        <TextField {...field('address', 'sources.field.address')} type="url" />
        <Row>
          <Button kind="primary">{say('form.save')}</Button>
          <LinkButton kind="quiet" to={cancel}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
