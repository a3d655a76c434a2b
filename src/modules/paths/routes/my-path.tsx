import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { listCircle, ownFile } from '#modules/plans/index.server.ts'
import { Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import {
  Button,
  DateField,
  Empty,
  Fold,
  Form,
  Notice,
  Page,
  Row,
  Section,
  Stack,
  TextArea,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { myFamilySessions, myFirstDays } from '../early/early.queries.server.ts'
import { listReferrals } from '../partners/referrals.queries.server.ts'
import { listStepProposals, listSteps, readPath } from '../path/path.queries.server.ts'
import { useDays } from '../screen/days.ts'
import { FirstDaysView } from '../screen/first-days.tsx'
import { PathLine, StepFacts } from '../screen/path-line.tsx'
import { ReferralList } from '../screen/referral-list.tsx'
import { SessionList } from '../screen/session-list.tsx'
import { StepFields } from '../screen/step-fields.tsx'
import { pathTyped } from '../shown.server.ts'
import type { Route } from './+types/my-path'
import { actOnMine } from './mine.server.ts'
import '../screen/paths.css'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    const { id } = await ownFile(scope, network)
    const path = await readPath(scope, network, id)
    return {
      path,
      kept: pathTyped(path),
      steps: await listSteps(scope, network, id),
      proposals: await listStepProposals(scope, network, id),
      referrals: await listReferrals(scope, network, id),
      firstDays: await myFirstDays(scope, network),
      sessions: await myFamilySessions(scope, network),
      readers: (await listCircle(scope, network)).flatMap(({ name, consent }) => (consent?.sections.includes('path') ? [name] : [])),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inSpace(args, (scope, actor) => actOnMine(scope, actor, network, typed))
  return 'sent' in did ? data(did.sent.answer, { status: did.sent.status }) : redirect(`/${lang}/my/path/${network}?saved=${did.saved}`)
}

const SAVED = ['kept', 'added', 'accept', 'refuse', 'moved', 'withdrawn', 'reviewed'] as const
type Data = Route.ComponentProps['loaderData']
type Answered = Route.ComponentProps['actionData']
const NO_STEP = { domain: '', what: '', helper: '', who: '', begins_on: '', due_on: '' }

/** My path: my project in my words, my steps on one line, what teams propose, and what was told to whom. */
export default function MyPath({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  const { steps, referrals, firstDays, sessions, readers } = loaderData
  const base = to(`/my/path/${params.network}`)
  return (
    <Page title={say('path.title')} purpose={say('path.purpose')} back={{ to: to(`/my/${params.network}`), label: say('path.back') }}>
      <title>{`${say('path.title')} · Maillage`}</title>
      {told !== undefined && actionData === undefined && <Notice kind="saved">{say(`path.saved.${told}`)}</Notice>}
      <div className="path-screen">
        <Proposals proposals={loaderData.proposals} />
      </div>
      <div className="path-sheet">
        <Project {...loaderData} answer={actionData} network={params.network} />
        <Section title={say('path.steps')} id="steps">
          {steps.length === 0 ? (
            <Empty title={say('path.steps.none')} what={say('path.steps.none.what')} />
          ) : (
            <PathLine steps={steps} hrefOf={(id) => `${base}/steps/${id}`} />
          )}
          <NewStep answer={actionData} />
        </Section>
        <Review {...loaderData} />
      </div>
      {/* On paper the path alone: what was told to whom is nobody's business who finds the page. */}
      <div className="path-screen">
        <Section title={say('referral.mine')} id="told">
          <p>{say(referrals.length === 0 ? 'referral.mine.none' : 'referral.mine.what')}</p>
          <ReferralList referrals={referrals} />
        </Section>
        {(firstDays.length > 0 || sessions.length > 0) && (
          <Section title={say('firstDays.title')}>
            <p>{say('firstDays.purpose')}</p>
            {firstDays.map((days) => (
              <div key={days.team}>
                <h3>{days.team}</h3>
                <FirstDaysView days={days} />
              </div>
            ))}
            {sessions.length > 0 && (
              <>
                <h3>{say('family.title')}</h3>
                <SessionList sessions={sessions} more={({ withPerson }) => withPerson && <p>{say('family.withPerson')}</p>} />
              </>
            )}
          </Section>
        )}
        <p className="path-soft">
          {readers.length === 0 ? say('path.who.reads') : say('path.who.circle', { names: readers.join(', ') })}{' '}
          <TextLink to={to(`/my/${params.network}/circle`)}>{say('path.who.change')}</TextLink>
        </p>
      </div>
    </Page>
  )
}

/** What teams propose: nothing of it stands on the path until the person says yes. */
const Proposals = ({ proposals }: Pick<Data, 'proposals'>) => {
  const { say } = useLanguage()
  const { on } = useDays()
  if (proposals.length === 0) return null
  return (
    <Section title={say('path.proposals')} id="proposals">
      <p>{say('path.proposals.what')}</p>
      <ul className="path-list">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <p className="path-soft">{say('path.proposals.from', { team: proposal.team, day: on(proposal.at) })}</p>
            <strong className="path-text">{proposal.what}</strong>
            <p>{say(`path.domain.${proposal.domain}`)}</p>
            <StepFacts step={{ ...proposal, reason: '', endedOn: null, how: 'alone', team: null }} />
            <Form method="post">
              <input type="hidden" name="proposal" value={proposal.id} />
              <Row>
                <Button name="intent" value="accept">
                  {say('path.proposals.accept')}
                </Button>
                <Button kind="quiet" name="intent" value="refuse">
                  {say('path.proposals.refuse')}
                </Button>
              </Row>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Project = ({ path, kept, answer, network }: Pick<Data, 'path' | 'kept'> & { answer: Answered; network: string }) => {
  const { say, to } = useLanguage()
  const { on } = useDays()
  const mine = answer?.typed.intent === 'project' ? answer : undefined
  const state = mine ?? { typed: kept, faults: {} }
  const field = useField(state)
  return (
    <Section title={say('path.project')} id="project">
      <p className="path-text">{path === null || path.project === '' ? say('path.project.none') : path.project}</p>
      {path !== null && path.goals !== '' && (
        <>
          <h3>{say('path.goals')}</h3>
          <p className="path-text">{path.goals}</p>
        </>
      )}
      {path !== null && (
        <p className="path-soft">
          {path.team === null
            ? say('path.written.alone', { day: on(path.writtenAt) })
            : say('path.written.together', { team: path.team, day: on(path.writtenAt) })}
        </p>
      )}
      <div className="path-screen">
        <Fold title={say('path.change')} open={mine !== undefined}>
          <Form method="post" key={kept.version}>
            <input type="hidden" name="intent" value="project" />
            <input type="hidden" name="version" value={mine?.version ?? state.typed.version ?? '0'} />
            <input type="hidden" name="review_on" value={state.typed.review_on ?? ''} />
            <Stack>
              <Wrong faults={state.faults} labelOf={(name) => say(`path.field.${name}` as MessageId)} />
              <Theirs
                theirs={mine?.theirs ?? null}
                labelOf={(name) => say(`path.field.${name}` as MessageId)}
                nameOf={(_, value) => value}
              />
              <TextArea {...field('project', 'path.field.project', 'path.project.hint')} rows={5} maxLength={8000} />
              <TextArea {...field('goals', 'path.field.goals', 'path.goals.hint')} rows={2} maxLength={2000} />
              <Row>
                <Button kind="primary">{say('path.keep')}</Button>
                <TextLink to={to(`/my/${network}/recovery`)}>{say('path.goals.plan')}</TextLink>
              </Row>
            </Stack>
          </Form>
        </Fold>
      </div>
    </Section>
  )
}

const NewStep = ({ answer }: { answer: Answered }) => {
  const { say } = useLanguage()
  const mine = answer?.typed.intent === 'step' ? answer : undefined
  return (
    <div className="path-screen">
      <Fold title={say('path.step.add')} open={mine !== undefined}>
        <Form method="post">
          <input type="hidden" name="intent" value="step" />
          <Stack>
            <Wrong faults={mine?.faults ?? {}} labelOf={(name) => say(`path.field.${name}` as MessageId)} />
            <StepFields typed={mine?.typed ?? NO_STEP} faults={mine?.faults ?? {}} />
            <Row>
              <Button kind="primary">{say('path.step.add.act')}</Button>
            </Row>
          </Stack>
        </Form>
      </Fold>
    </div>
  )
}

const Review = ({ path, kept }: Pick<Data, 'path' | 'kept'>) => {
  const { say } = useLanguage()
  const { day } = useDays()
  if (path === null) return null
  return (
    <Section title={say('path.review')} id="review">
      <p>{path.reviewedOn === null ? say('path.review.none') : say('path.review.last', { day: day(path.reviewedOn) })}</p>
      {path.reviewOn !== null && <p>{say('path.review.next', { day: day(path.reviewOn) })}</p>}
      <div className="path-screen">
        <Form method="post" key={kept.version}>
          <input type="hidden" name="intent" value="review" />
          <input type="hidden" name="version" value={kept.version} />
          <Stack>
            <DateField name="review_on" label={say('path.field.review_on')} defaultValue={path.reviewOn ?? ''} />
            <Row>
              <Button>{say('path.review.act')}</Button>
            </Row>
          </Stack>
        </Form>
      </div>
    </Section>
  )
}
