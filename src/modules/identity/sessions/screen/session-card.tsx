import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Stack, Tag } from '#platform/ui/index.ts'
import type { ShownSession } from '../sessions.queries.server.ts'

/** One session in words: on which device, since when, how it was opened. */
export const SessionCard = ({ session }: { session: ShownSession }) => {
  const { say, intl } = useLanguage()
  const moment = (at: Date) => intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short' })
  const device =
    session.browser === null || session.system === null
      ? say('sessions.device.unknown')
      : say('sessions.device', { browser: say(`sessions.browser.${session.browser}`), system: say(`sessions.system.${session.system}`) })
  const how =
    session.how === 'provider' ? say('sessions.how.provider', { provider: session.provider ?? '' }) : say(`sessions.how.${session.how}`)
  return (
    <li>
      <Stack gap="small">
        <p>
          <strong>{device}</strong> {session.isOwn && <Tag>{say('sessions.own')}</Tag>}
        </p>
        <p>{say('sessions.seen', { moment: moment(session.seenAt) })}</p>
        <p>
          {say('sessions.opened', { moment: moment(session.openedAt) })} {how}
          {session.withSecond && ` ${say('sessions.withSecond')}`}
        </p>
        {!session.isOwn && (
          <Form method="post" reloadDocument>
            <input type="hidden" name="id" value={session.id} />
            <Button name="intent" value="one">
              {say('sessions.end')}
              <span className="visually-hidden">{` (${device})`}</span>
            </Button>
          </Form>
        )}
      </Stack>
    </li>
  )
}
