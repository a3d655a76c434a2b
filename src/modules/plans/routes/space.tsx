import { redirect } from 'react-router'
import { listOwnTalks, listOwnVisits, type OwnTalk } from '#modules/boards/index.ts'
import { inSpace } from '#modules/identity/index.server.ts'
import { hasMeasures } from '#modules/measures/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { today } from '#platform/today.ts'
import { Door, Doors, Empty, Notice, Page, Section, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { withdrawConsent } from '../circle/circle.commands.server.ts'
import { listCircle } from '../circle/circle.queries.server.ts'
import { lastVersion, readCrisis } from '../crisis/crisis.queries.server.ts'
import { listProposals } from '../crisis/proposals.server.ts'
import { answersUnread, openedUnread } from '../looked/looked.server.ts'
import { CallFirst } from '../screen/call-first.tsx'
import { AnsweredNotice, OpenedNotice } from '../screen/opened-notice.tsx'
import { useSectionsInWords } from '../screen/sections.ts'
import { TwoTaps } from '../screen/two-taps.tsx'
import { ownFile, uuidIn } from '../space/files.server.ts'
import { myPlaces, nextMeetings, sharedWithMe, standingConsents, whoFollows } from '../space/space.queries.server.ts'
import '../screen/plans.css'
import type { Route } from './+types/space'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    const file = await ownFile(scope, network)
    const [crisis, proposed] = [await readCrisis(scope, network, file.id), await listProposals(scope, network, file.id, 'crisis')]
    const waiting = [...proposed, ...(await listProposals(scope, network, file.id, 'recovery'))]
    return {
      file,
      isOnly: (await myPlaces(scope)).filter(({ isMine }) => isMine).length + (await sharedWithMe(scope)).length === 1,
      teams: await whoFollows(scope, network),
      meetings: await nextMeetings(scope, network),
      visits: await listOwnVisits(scope, network),
      talks: await listOwnTalks(scope, network),
      consents: await standingConsents(scope, network),
      circle: await listCircle(scope, network),
      crisis: crisis === null ? null : { writtenAt: crisis.writtenAt, renewOn: crisis.renewOn, forDuty: crisis.forDuty },
      // Nothing was ever written, nor proposed: the way leads to the page to write on.
      isFirst: proposed.length === 0 && ((await lastVersion(scope, network, file.id)) ?? 0) === 0,
      waiting: waiting.map(({ kind }) => kind),
      hasMeasures: await hasMeasures(scope, network),
      isUnread: (await openedUnread(scope)).includes(network),
      isAnswered: (await answersUnread(scope)).includes(network),
      today: today(),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  await inSpace(args, (scope, actor) => withdrawConsent(scope, actor, args.params.network, uuidIn(String(form.get('consent') ?? ''))))
  return redirect(`/${args.params.lang}/my/${args.params.network}?saved#consents`)
}

/** What is mine in a network: who follows me, what is planned, my plans, my circle, what I agreed to, who has looked. */
export default function Space({ loaderData, params }: Route.ComponentProps) {
  const { say, to, language, intl } = useLanguage()
  const {
    file,
    isOnly,
    teams,
    meetings,
    visits,
    talks,
    consents,
    circle,
    crisis,
    isFirst,
    waiting,
    isUnread,
    isAnswered,
    hasMeasures: measures,
    today,
  } = loaderData
  const sectionsInWords = useSectionsInWords()
  const saved = useSaved()
  const base = to(`/my/${params.network}`)
  const day = (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'full' })
  const nameOf = (service: string | null) => teams.find((each) => each.service === service)?.team ?? ''
  const isDue = crisis?.renewOn != null && crisis.renewOn <= today
  return (
    <Page
      title={say('space.hello', { name: file.givenName })}
      purpose={say('space.in', { network: inWords(file.networkName, language).text })}
      {...(isOnly ? {} : { back: { to: to('/my'), label: say('space.title') } })}
    >
      <title>{`${say('space.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('space.withdrawn')}</Notice>}
      {isUnread && <OpenedNotice network={params.network} />}
      {isAnswered && <AnsweredNotice network={params.network} />}
      {waiting.length > 0 && (
        <Notice kind="info" title={say('space.proposed', { n: waiting.length })}>
          <p>
            {waiting.includes('crisis') && <TextLink to={`${base}/crisis#proposals`}>{say('crisisPlan.title')}</TextLink>}{' '}
            {waiting.includes('recovery') && <TextLink to={`${base}/recovery#proposals`}>{say('recovery.title')}</TextLink>}
          </p>
        </Notice>
      )}
      {isDue && (
        <Notice kind="attention" title={say('crisisPlan.due')}>
          <p>
            <TextLink to={`${base}/crisis/edit`}>{say('crisisPlan.due.act')}</TextLink>
          </p>
        </Notice>
      )}
      <CallFirst teams={teams.filter(({ leftOn }) => leftOn === null)} />
      <Doors>
        <Door
          picture="document"
          title={say('crisisPlan.title')}
          to={isFirst ? `${base}/crisis/edit` : `${base}/crisis`}
          act={say(isFirst ? 'space.crisis.start' : 'space.crisis.open')}
        >
          {crisis === null
            ? say(isFirst ? 'space.crisis.what' : 'crisisPlan.putAway')
            : say('space.crisis.since', { day: intl.formatDate(crisis.writtenAt, { dateStyle: 'long' }) })}
        </Door>
        <Door picture="path" title={say('recovery.title')} to={`${base}/recovery`} act={say('space.recovery.open')}>
          {say('space.recovery.what')}
        </Door>
        <Door picture="arrow" title={say('space.path')} to={to(`/my/path/${params.network}`)} act={say('space.path.open')}>
          {say('space.path.what')}
        </Door>
        {measures && (
          <Door
            picture="number"
            title={say('space.measures.title')}
            to={to(`/my/measures/${params.network}`)}
            act={say('space.measures.open')}
          >
            {say('space.measures.what')}
          </Door>
        )}
        <Door picture="people" title={say('circle.title')} to={`${base}/circle`} act={say('space.circle.open')}>
          {say('space.circle.what', { n: circle.filter(({ consent }) => consent !== null).length })}
        </Door>
        <Door picture="book" title={say('space.written.title')} to={`${base}/written`} act={say('space.written.open')}>
          {say('space.written.what')}
        </Door>
        <Door picture="house" title={say('space.stays')} to={`${base}/stays`} act={say('space.stays.open')}>
          {say('space.stays.what')}
        </Door>
        <Door picture="speech" title={say('space.situations')} to={to('/my/situations')} act={say('space.situations.open')}>
          {say('space.situations.what')}
        </Door>
        <Door picture="eye" title={say('looked.title')} to={`${base}/looked`} act={say('space.looked.open')}>
          {say('space.looked.what')}
        </Door>
      </Doors>
      <Section title={say('space.teams')}>
        {teams.filter(({ leftOn }) => leftOn === null).length === 0 ? (
          <p>{say('space.teams.none')}</p>
        ) : (
          <ul className="plan-list">
            {teams
              .filter(({ leftOn }) => leftOn === null)
              .map(({ service, team, referent, enteredOn }) => (
                <li key={service}>
                  <strong>{team}</strong>
                  {referent !== null && <p>{say('space.teams.referent', { name: referent })}</p>}
                  <p>{say('space.teams.since', { day: day(enteredOn) })}</p>
                  {talks
                    .filter((talk) => talk.service === service)
                    .map(({ since, intensity, agreed }) => (
                      <TalkLine key={service} day={intl.formatDate(since, { dateStyle: 'long' })} intensity={intensity} agreed={agreed} />
                    ))}
                </li>
              ))}
          </ul>
        )}
      </Section>
      <Section title={say('space.meetings')}>
        {meetings.length + visits.length === 0 ? (
          <p>{say('space.meetings.none')}</p>
        ) : (
          <ul>
            {visits.map(({ id, startsAt, service, workers }) => (
              <li key={id}>
                {say(workers.length === 0 ? 'space.meetings.on' : 'space.visits.on', {
                  day: intl.formatDate(startsAt, { dateStyle: 'full', timeStyle: 'short' }),
                  moment: intl.formatDate(startsAt, { dateStyle: 'full', timeStyle: 'short' }),
                  names: workers.join(', '),
                  team: nameOf(service),
                })}
              </li>
            ))}
            {meetings.map(({ day: on, service }) => (
              <li key={`${on} ${service}`}>{say('space.meetings.on', { day: day(on), team: nameOf(service) })}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={say('space.consents')} id="consents">
        {consents.length === 0 && <Empty title={say('space.consents.none')} what={say('space.consents.none.what')} />}
        <ul className="plan-list">
          {consents.map((consent) => (
            <li key={consent.id}>
              <strong>{consent.team ?? consent.words ?? circle.find(({ account }) => account === consent.account)?.name ?? ''}</strong>
              <p>{say('space.consents.reads', { what: sectionsInWords(consent.sections, 'named') })}</p>
              {consent.sections.includes('recovery_write') && <p>{say('circle.writes')}</p>}
              {consent.purpose !== 'circle' && <p>{say('space.consents.for', { purpose: consent.purpose })}</p>}
              <p>{say('space.consents.until', { day: day(consent.until) })}</p>
              <TwoTaps
                title={say('space.consents.withdraw')}
                what={say('space.consents.withdraw.what')}
                act={say('space.consents.withdraw.act')}
                fields={{ consent: consent.id }}
              />
            </li>
          ))}
        </ul>
      </Section>
      <Stack gap="small">
        <p>
          <TextLink to={to('/account/data')}>{say('space.data')}</TextLink>
        </p>
        <p>
          <TextLink to={to('/circle')}>{say('carer.title')}</TextLink>
        </p>
      </Stack>
    </Page>
  )
}

/** That a team talks about me these days, how often it sees me, and what was agreed. */
const TalkLine = ({ day, intensity, agreed }: { day: string; intensity: OwnTalk['intensity']; agreed: string }) => {
  const { say } = useLanguage()
  return (
    <>
      <p>{`${say('space.talk', { day })} ${say(`space.talk.${intensity}`)}`}</p>
      {agreed !== '' && <p className="plan-text">{say('space.talk.agreed', { what: agreed })}</p>}
    </>
  )
}
