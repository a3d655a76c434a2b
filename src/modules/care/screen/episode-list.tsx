import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DateField, Fold, Form, FunctionBadge, type Option, Row, SelectField, Stack, Tag, TextLink } from '#platform/ui/index.ts'
import type { EpisodeLine } from '../people/people.queries.server.ts'
import { DESTINATIONS, EXIT_REASONS } from '../vocabulary.ts'
import { useMoments } from './moment.tsx'
import { optionsOf } from './options.ts'

type Props = {
  episodes: readonly EpisodeLine[]
  names: Readonly<Record<string, string>>
  mates: readonly Option[]
  today: string
  /** The address of a request that the reader may see, else null. */
  requestAt: (id: string) => string | null
  /** What was typed last, when something was wrong with it. */
  state: FormState
}

/** Who follows the person, and who did. One's own team can choose a referent and end its episode. */
export const EpisodeList = ({ episodes, names, mates, today, requestAt, state }: Props) => {
  const { say } = useLanguage()
  const { day } = useMoments()
  return (
    <ul className="care-list">
      {episodes.map((episode) => {
        const { id, team, careFunction, referentId, enteredOn, leftOn, exitReason, destination, backAfter, isBackSoon, requestId } = episode
        const request = requestId === null ? null : requestAt(requestId)
        return (
          <li key={id} className="care-contact">
            <Stack gap="small">
              <Row>
                <strong>{team}</strong>
                {careFunction !== null && <FunctionBadge code={careFunction} label={say(`function.${careFunction}`)} />}
                <span>
                  {leftOn === null
                    ? say('care.episode.since', { from: day(enteredOn) })
                    : say('care.episode.between', { from: day(enteredOn), to: day(leftOn) })}
                </span>
                {backAfter !== null && (
                  <Tag {...(isBackSoon ? { tone: 'attention' as const } : {})}>{say('care.episode.back', { n: backAfter })}</Tag>
                )}
                {referentId !== null && names[referentId] !== undefined && (
                  <span>{`${say('care.column.referent')} : ${names[referentId]}`}</span>
                )}
                {referentId === null && leftOn === null && episode.isMine && <Tag tone="attention">{say('care.referent.none')}</Tag>}
                {exitReason !== null && <span>{say(`care.exit.${exitReason}`)}</span>}
                {destination !== null && <span>{say(`care.destination.${destination}`)}</span>}
                {request !== null && <TextLink to={request}>{say('care.episode.request')}</TextLink>}
              </Row>
              {episode.isMine && leftOn === null && (
                <OwnEpisode
                  episode={episode}
                  mates={mates}
                  today={today}
                  state={state.typed.episode === id ? state : { typed: {}, faults: {} }}
                />
              )}
            </Stack>
          </li>
        )
      })}
    </ul>
  )
}

const Hidden = ({ intent, episode }: { intent: string; episode: EpisodeLine }) => (
  <>
    <input type="hidden" name="intent" value={intent} />
    <input type="hidden" name="episode" value={episode.id} />
    <input type="hidden" name="version" value={episode.version} />
  </>
)

const OwnEpisode = ({ episode, mates, today, state }: Pick<Props, 'mates' | 'today' | 'state'> & { episode: EpisodeLine }) => {
  const { say } = useLanguage()
  const field = useField({ ...state, typed: { left_on: today, referent: episode.referentId ?? '', ...state.typed } })
  return (
    <>
      <Fold title={say('care.episode.referent')}>
        <Form method="post">
          <Stack gap="small">
            <Hidden intent="referent" episode={episode} />
            <SelectField {...field('referent', 'care.field.referent')} options={mates} empty={say('form.choose')} required />
            <Button>{say('care.episode.referent.act')}</Button>
          </Stack>
        </Form>
      </Fold>
      <Fold title={say('care.episode.end')} open={state.typed.intent === 'end'}>
        <Form method="post">
          <Stack gap="small">
            <Hidden intent="end" episode={episode} />
            <DateField {...field('left_on', 'care.field.left_on')} min={episode.enteredOn} max={today} required />
            <SelectField
              {...field('exit_reason', 'care.field.exit_reason')}
              options={optionsOf(say, 'care.exit.', EXIT_REASONS)}
              empty={say('form.choose')}
              required
            />
            <SelectField
              {...field('destination', 'care.field.destination')}
              options={optionsOf(say, 'care.destination.', DESTINATIONS)}
              empty={say('form.choose')}
              required
            />
            <Button>{say('care.episode.end.act')}</Button>
          </Stack>
        </Form>
      </Fold>
    </>
  )
}
