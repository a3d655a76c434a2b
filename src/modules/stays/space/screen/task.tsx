import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Row, Stack, TextField } from '#platform/ui/index.ts'
import type { Turn } from '../../housing/life.server.ts'
import { useDays } from './days.ts'

type Props = { turn: Turn; name: string; wrong?: { who: string; error: string } }
/** A task of the house: who does it, and what a resident can do about that. */
export const Task = ({ turn, name, wrong }: Props) => {
  const { say } = useLanguage()
  const { day } = useDays()
  const hidden = (
    <>
      <input type="hidden" name="record" value={turn.id} />
      <input type="hidden" name="version" value={turn.version} />
    </>
  )
  return (
    <li id={`task-${turn.id}`}>
      <strong>{turn.what}</strong>
      <p>{day(turn.onDay)}</p>
      <p>{turn.who === '' ? say('myStay.turns.nobody') : say('myStay.turns.who', { who: turn.who })}</p>
      {turn.isDone && <p>{say('myStay.turns.done')}</p>}
      <div className="mine-screen">
        {turn.who === '' && !turn.isDone && (
          <Form method="post">
            <Stack gap="small">
              {hidden}
              <TextField
                name="who"
                id={`field-who-${turn.id}`}
                label={say('myStay.turns.name')}
                maxLength={60}
                autoComplete="off"
                defaultValue={wrong?.who ?? name}
                required
                {...(wrong === undefined ? {} : { error: wrong.error })}
              />
              <Row>
                <Button name="intent" value="take">
                  {say('myStay.turns.take')} <span className="visually-hidden">{turn.what}</span>
                </Button>
              </Row>
            </Stack>
          </Form>
        )}
        {(turn.who !== '' || turn.isDone) && (
          <Form method="post">
            {hidden}
            <Row>
              <Button name="intent" value={turn.isDone ? 'undone' : 'done'} {...(turn.isDone ? { kind: 'quiet' as const } : {})}>
                {say(turn.isDone ? 'myStay.turns.undone' : 'myStay.turns.do')} <span className="visually-hidden">{turn.what}</span>
              </Button>
              {!turn.isDone && turn.isMine && (
                <Button kind="quiet" name="intent" value="leave">
                  {say('myStay.turns.leave')} <span className="visually-hidden">{turn.what}</span>
                </Button>
              )}
            </Row>
          </Form>
        )}
      </div>
    </li>
  )
}
