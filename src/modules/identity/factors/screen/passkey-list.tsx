import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, Row, Stack, TextField } from '#platform/ui/index.ts'

type Shown = { id: string; name: string; createdAt: Date; usedAt: Date | null }
type Props = { passkeys: readonly Shown[]; mayRemove: boolean; nameless: string | undefined }

/** Somebody's passkeys, each with the name that they gave it. */
export const PasskeyList = ({ passkeys, mayRemove, nameless }: Props) => {
  const { say, intl } = useLanguage()
  const day = (date: Date) => intl.formatDate(date, { dateStyle: 'long' })
  if (passkeys.length === 0) return <p>{say('factors.passkeys.none')}</p>
  return (
    <ul>
      {passkeys.map(({ id, name, createdAt, usedAt }) => (
        <li key={id}>
          <Stack gap="small">
            <span>
              <strong>{name}</strong>{' '}
              {usedAt === null
                ? say('factors.passkeys.unused', { made: day(createdAt) })
                : say('factors.passkeys.used', { made: day(createdAt), used: day(usedAt) })}
            </span>
            <Fold title={say('factors.passkeys.change', { name })} open={nameless === id}>
              <Stack gap="small">
                <Form method="post" reloadDocument>
                  <Stack gap="small">
                    <input type="hidden" name="id" value={id} />
                    <TextField
                      name="name"
                      id={`field-name-${id.slice(0, 12)}`}
                      label={say('factors.passkey.name')}
                      defaultValue={name}
                      maxLength={100}
                      required
                      {...(nameless === id ? { error: say('factors.passkey.nameless') } : {})}
                    />
                    <Row>
                      <Button name="intent" value="rename">
                        {say('form.save')}
                      </Button>
                    </Row>
                  </Stack>
                </Form>
                {mayRemove ? (
                  <Form method="post" reloadDocument>
                    <input type="hidden" name="id" value={id} />
                    <Button kind="danger" name="intent" value="removePasskey">
                      {say('factors.passkeys.remove', { name })}
                    </Button>
                  </Form>
                ) : (
                  <p>{say('factors.keepOne')}</p>
                )}
              </Stack>
            </Fold>
          </Stack>
        </li>
      ))}
    </ul>
  )
}
