import { useLanguage } from '#platform/languages/intl.tsx'
import { Idea, Ideas, LinkButton, Notice, Page, Row, Stack } from '#platform/ui/index.ts'
import { EmergencyNumbers, PhoneLink } from './emergency.tsx'
import { useAskWords } from './words.tsx'

export type SentProps = {
  code: string
  service: string
  phone: string | null
  due: Date | null
  country: string
  isMine: boolean
  isForOther: boolean
}

/** The request is there: its code, by when the team answers, whom to call meanwhile. Made to be printed, or copied by hand. */
export const Sent = ({ code, service, phone, due, country, isMine, isForOther }: SentProps) => {
  const { say, to } = useLanguage()
  const { moment } = useAskWords()
  return (
    <div className="ask">
      <Page title={say('ask.sent.title')} purpose={say('ask.sent.purpose', { team: service })}>
        <title>{`${say('ask.sent.title')} · Maillage`}</title>
        <Stack>
          <Notice kind="saved">{due === null ? say('ask.sent.soon') : say('ask.sent.due', { when: moment(due) })}</Notice>
          <div className="ask-code">
            <p>{say('ask.sent.code')}</p>
            <p>
              {code.split('-').map((group, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be the same, and none ever moves
                <code key={at}>{group} </code>
              ))}
            </p>
          </div>
          <Ideas>
            <Idea picture="pen">{say('ask.sent.write')}</Idea>
            <Idea picture="eye">{say('ask.sent.follow')}</Idea>
            <Idea picture="lock">{say('ask.sent.lock')}</Idea>
            {isForOther && <Idea picture="speech">{say('ask.rights.asker')}</Idea>}
          </Ideas>
          {phone !== null && (
            <p>
              {say('ask.sent.phone', { team: service })} <PhoneLink phone={phone} />
            </p>
          )}
          <EmergencyNumbers country={country} />
          <div className="screen-only">
            <Row>
              <LinkButton to={to(isMine ? '/ask/mine' : '/ask/follow')} kind="primary" reload>
                {say('ask.sent.lead')}
              </LinkButton>
            </Row>
          </div>
        </Stack>
      </Page>
    </div>
  )
}
