import { data, redirect } from 'react-router'
import { readMyDuty } from '#modules/boards/index.ts'
import { isDay } from '#platform/cells.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, DateField, Empty, Fold, Form, LinkButton, Notice, Page, Row, SearchForm, Section, useSaved } from '#platform/ui/index.ts'
import { dutyTeams, findOnDuty, openInCrisis, recordOutcome, unreported } from '../duty/duty.server.ts'
import { readOutcome } from '../duty/outcome-form.server.ts'
import { OutcomeForm } from '../screen/outcome-form.tsx'
import { uuidIn } from '../space/files.server.ts'
import { myTeamsIn } from '../space/worker.server.ts'
import { OPENING_REASONS } from '../vocabulary.ts'
import '../screen/plans.css'
import type { Route } from './+types/duty'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    const search = new URL(args.request.url).searchParams
    const [q, born] = [(search.get('q') ?? '').slice(0, 100), search.get('born') ?? '']
    const isOnDuty = (await dutyTeams(scope, network)).length > 0
    const isWrong = born !== '' && !isDay(born)
    const isAsked = isOnDuty && !isWrong && (q.trim() !== '' || born !== '')
    return {
      q,
      born,
      isWrong,
      isOnDuty,
      shift: await readMyDuty(scope, network),
      hits: isAsked ? await findOnDuty(scope, network, q, born === '' ? null : born) : null,
      unreported: await unreported(scope, network),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  await inRequest(args, (scope, actor) => myTeamsIn(scope, actor, network))
  const reason = OPENING_REASONS.find((each) => each === form.get('reason'))
  if (reason !== undefined) {
    const person = String(form.get('person') ?? '')
    await inRequest(args, async (scope, actor) => openInCrisis(scope, actor, network, uuidIn(person), reason))
    return redirect(`/${lang}/crisis/${network}/${person}`)
  }
  const opening = String(form.get('opening') ?? '')
  const { typed, outcome } = readOutcome(form)
  if (outcome === null) return data({ opening, typed }, { status: 422 })
  const isNoted = await inRequest(args, async (scope, actor) =>
    recordOutcome(scope, actor, network, uuidIn(opening), outcome).then(() => true, ifTaken),
  )
  return isNoted ? redirect(`/${lang}/crisis/${network}?saved`) : data({ opening, typed: undefined }, { status: 409 })
}
// A colleague was quicker: that is an answer, and nothing of what they said is changed.
const ifTaken = (error: unknown): false => {
  if (error instanceof Problem && error.code === 'conflict') return false
  throw error
}

/** A crisis plan, found in seconds: only of those who let teams on duty find it. One tap for whom, one for why. */
export default function Duty({
  loaderData: { q, born, isWrong, isOnDuty, shift, hits, unreported: after },
  actionData,
  params,
}: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const day = (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <Page title={say('duty.title')} purpose={say('duty.purpose')} back={{ to: to('/care'), label: say('followed.care') }}>
      <title>{`${say('duty.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('duty.saved')}</Notice>}
      {shift !== null && (
        <Notice kind="info">{say('duty.onDuty', { until: intl.formatDate(shift.until, { timeStyle: 'short' }), team: shift.team })}</Notice>
      )}
      {actionData !== undefined && (
        <Notice kind="danger">{say(actionData.typed === undefined ? 'duty.outcome.twice' : 'duty.outcome.missing')}</Notice>
      )}
      {!isOnDuty && <Notice kind="info">{say('duty.notOnDuty')}</Notice>}
      {isOnDuty && (
        <SearchForm label={say('duty.search')} hint={say('duty.search.hint')} defaultValue={q}>
          <div className="plan-born">
            <DateField name="born" label={say('duty.born')} defaultValue={born} {...(isWrong ? { error: say('duty.born.wrong') } : {})} />
          </div>
        </SearchForm>
      )}
      {hits !== null && (
        <Section title={say('duty.found', { n: hits.length })}>
          {hits.length === 0 && (
            <Empty
              title={say('duty.none')}
              what={say('duty.none.what')}
              start={<LinkButton to={to(`/glass/${params.network}`)}>{say('glass.title')}</LinkButton>}
            />
          )}
          {hits.map(({ person, givenName, familyName, birthDate, place }) => (
            <Fold
              key={person}
              title={[`${givenName} ${familyName}`, birthDate === null ? '' : day(birthDate), place ?? '']
                .filter((each) => each !== '')
                .join(' · ')}
            >
              <Form method="post">
                <input type="hidden" name="person" value={person} />
                <p>{say('duty.why')}</p>
                <Row>
                  {OPENING_REASONS.map((reason) => (
                    <Button key={reason} name="reason" value={reason}>
                      {say(`duty.reason.${reason}`)}
                    </Button>
                  ))}
                </Row>
              </Form>
            </Fold>
          ))}
        </Section>
      )}
      {after.length > 0 && (
        <Section title={say('duty.after')}>
          <p>{say('duty.after.what')}</p>
          {after.map(({ id, at, reason, byMe }) => (
            <Fold
              key={id}
              open={actionData?.opening === id}
              title={say(byMe ? 'duty.after.mine' : 'duty.after.team', {
                moment: intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' }),
                reason: say(`duty.reason.${reason}`),
              })}
            >
              <OutcomeForm opening={id} typed={actionData?.opening === id ? actionData.typed : undefined} />
            </Fold>
          ))}
        </Section>
      )}
    </Page>
  )
}
