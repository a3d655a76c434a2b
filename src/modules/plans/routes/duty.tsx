import { redirect } from 'react-router'
import { readMyDuty } from '#modules/boards/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Button, DateField, Empty, Fold, Form, LinkButton, Notice, Page, Row, SearchForm, Section, useSaved } from '#platform/ui/index.ts'
import { dutyTeams, findOnDuty, openInCrisis, recordOutcome, unreported } from '../duty/duty.server.ts'
import { OutcomeForm } from '../screen/outcome-form.tsx'
import { uuidIn } from '../space/files.server.ts'
import { myTeamsIn } from '../space/worker.server.ts'
import { FOUND, OPENING_REASONS, USED, WHY_NOT } from '../vocabulary.ts'
import '../screen/plans.css'
import type { Route } from './+types/duty'

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    const search = new URL(args.request.url).searchParams
    const [q, born] = [(search.get('q') ?? '').slice(0, 100), search.get('born') ?? '']
    const isOnDuty = (await dutyTeams(scope, network)).length > 0
    const isAsked = isOnDuty && (q.trim() !== '' || DAY.test(born))
    return {
      q,
      born,
      isOnDuty,
      shift: await readMyDuty(scope, network),
      hits: isAsked ? await findOnDuty(scope, network, q, DAY.test(born) ? born : null) : null,
      unreported: await unreported(scope, network),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  await inRequest(args, (scope, actor) => myTeamsIn(scope, actor, network))
  const reason = OPENING_REASONS.find((each) => each === form.get('reason'))
  if (reason !== undefined) {
    const person = uuidIn(String(form.get('person') ?? ''))
    await inRequest(args, (scope, actor) => openInCrisis(scope, actor, network, person, reason))
    return redirect(`/${lang}/crisis/${network}/${person}`)
  }
  const [found, used] = [FOUND.find((each) => each === form.get('found')), USED.find((each) => each === form.get('used'))]
  if (found === undefined || used === undefined) throw failed(new Problem('invalid'))
  const whyNot = WHY_NOT.find((each) => each === form.get('why')) ?? null
  const opening = uuidIn(String(form.get('opening') ?? ''))
  await inRequest(args, (scope, actor) => recordOutcome(scope, actor, network, opening, { found, used, whyNot }))
  return redirect(`/${lang}/crisis/${network}?saved`)
}

/** A crisis plan, found in seconds: only of those who let teams on duty find it. One tap for whom, one for why. */
export default function Duty({ loaderData: { q, born, isOnDuty, shift, hits, unreported: after }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const day = (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <Page title={say('duty.title')} purpose={say('duty.purpose')}>
      <title>{`${say('duty.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('duty.saved')}</Notice>}
      {shift !== null && (
        <Notice kind="info">{say('duty.onDuty', { until: intl.formatDate(shift.until, { timeStyle: 'short' }), team: shift.team })}</Notice>
      )}
      {!isOnDuty && <Notice kind="info">{say('duty.notOnDuty')}</Notice>}
      {isOnDuty && (
        <SearchForm label={say('duty.search')} hint={say('duty.search.hint')} defaultValue={q}>
          <div className="plan-born">
            <DateField name="born" label={say('duty.born')} defaultValue={born} />
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
              title={say(byMe ? 'duty.after.mine' : 'duty.after.team', {
                moment: intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' }),
                reason: say(`duty.reason.${reason}`),
              })}
            >
              <OutcomeForm opening={id} />
            </Fold>
          ))}
        </Section>
      )}
    </Page>
  )
}
