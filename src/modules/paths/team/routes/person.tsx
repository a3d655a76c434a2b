import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import {
  Button,
  CheckField,
  CheckGroup,
  DateField,
  Empty,
  Fold,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Stack,
  TextArea,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { listReferrals } from '../../partners/referrals.queries.server.ts'
import { listStepProposals, listSteps, readPath } from '../../path/path.queries.server.ts'
import { useDays } from '../../screen/days.ts'
import { PathLine } from '../../screen/path-line.tsx'
import { ReferralList } from '../../screen/referral-list.tsx'
import { StepFields } from '../../screen/step-fields.tsx'
import { pathTyped } from '../../shown.server.ts'
import { actOnTheirs, followedHere } from '../team.server.ts'
import type { Route } from './+types/person'
import '../../screen/paths.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { file, team, name, account } = await followedHere(scope, actor, network, args.params.id)
    await recordRead(scope, network, 'paths.readPath', 'path', { about: file })
    const path = await readPath(scope, network, file)
    return {
      name,
      team,
      hasAccount: account !== null,
      path,
      kept: pathTyped(path),
      steps: await listSteps(scope, network, file),
      proposals: await listStepProposals(scope, network, file),
      referrals: await listReferrals(scope, network, file),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inRequest(args, async (scope, actor) => actOnTheirs(scope, actor, await followedHere(scope, actor, network, id), typed))
  return 'sent' in did ? data(did.sent.answer, { status: did.sent.status }) : redirect(`/${lang}/paths/${network}/${id}?saved=${did.saved}`)
}

const SAVED = ['proposed', 'together', 'withdrawn', 'dropped', 'takenBack'] as const
type Data = Route.ComponentProps['loaderData']
type Answered = Route.ComponentProps['actionData']

/** Somebody's path, for a team that follows them: it proposes, or writes down what was said together. The person decides. */
export default function PersonOnPath({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  const { team, steps, referrals } = loaderData
  const name = loaderData.name || say('pathTeam.unnamed')
  const base = to(`/paths/${network}/${id}`)
  return (
    <Page
      title={name}
      purpose={say('pathTeam.one.purpose', { team })}
      back={{ to: to(`/paths/${network}`), label: say('pathTeam.title') }}
      actions={
        <>
          <LinkButton to={`${base}/refer`}>{say('pathTeam.refer')}</LinkButton>
          <LinkButton kind="quiet" to={`${base}/early`}>
            {say('pathTeam.early')}
          </LinkButton>
        </>
      }
    >
      <title>{`${say('pathTeam.title')} · Maillage`}</title>
      {told !== undefined && actionData === undefined && <Notice kind="saved">{say(`pathTeam.saved.${told}`)}</Notice>}
      <Project {...loaderData} answer={actionData} />
      <Section title={say('pathTeam.steps.title')} id="steps">
        {steps.length === 0 ? (
          <Empty title={say('path.steps.none')} what={say('pathTeam.steps.none.what')} />
        ) : (
          <PathLine steps={steps} hrefOf={(step) => `${base}/steps/${step}`} />
        )}
      </Section>
      <Waiting proposals={loaderData.proposals} />
      <NewStep answer={actionData} hasAccount={loaderData.hasAccount} />
      <Section title={say('pathTeam.partners')} id="partners">
        <p>{say('pathTeam.partners.what')}</p>
        {referrals.length === 0 ? (
          <p>{say('pathTeam.partners.none')}</p>
        ) : (
          <ReferralList referrals={referrals} hrefOf={(referral) => `${base}/referrals/${referral}`} />
        )}
      </Section>
      <ul>
        <li>
          <TextLink to={to(`/plans/${network}/${id}`)}>{say('pathTeam.plans')}</TextLink>
        </li>
        <li>
          <TextLink to={to(`/care/${network}/people/${id}`)}>{say('pathTeam.file')}</TextLink>
        </li>
      </ul>
    </Page>
  )
}

const Project = ({ path, kept, answer }: Pick<Data, 'path' | 'kept'> & { answer: Answered }) => {
  const { say } = useLanguage()
  const { day } = useDays()
  const mine = answer?.typed.intent === 'project' ? answer : undefined
  const state = mine ?? { typed: kept, faults: {} }
  const field = useField(state)
  const { defaultValue: isHere, ...here } = field('here', 'pathTeam.step.here')
  const labelOf = (name: string) => say((name === 'here' ? 'pathTeam.step.here' : `path.field.${name}`) as MessageId)
  return (
    <Section title={say('pathTeam.project')} id="project">
      <p className="path-text">{path === null || path.project === '' ? say('path.project.none') : path.project}</p>
      {path !== null && path.goals !== '' && (
        <>
          <h3>{say('pathTeam.goals')}</h3>
          <p className="path-text">{path.goals}</p>
        </>
      )}
      {path?.reviewedOn != null && <p className="path-soft">{say('path.review.last', { day: day(path.reviewedOn) })}</p>}
      {path?.reviewOn != null && <p className="path-soft">{say('path.review.next', { day: day(path.reviewOn) })}</p>}
      <div className="path-screen">
        <Fold title={say('pathTeam.project.write')} open={mine !== undefined}>
          <Form method="post" key={kept.version}>
            <input type="hidden" name="intent" value="project" />
            <input type="hidden" name="version" value={mine?.version ?? state.typed.version ?? '0'} />
            <Stack>
              <p>{say('pathTeam.project.write.what')}</p>
              <Wrong faults={state.faults} labelOf={labelOf} />
              <Theirs theirs={mine?.theirs ?? null} labelOf={labelOf} nameOf={(_, value) => value} />
              <TextArea {...field('project', 'path.field.project')} rows={5} maxLength={8000} />
              <TextArea {...field('goals', 'path.field.goals')} rows={2} maxLength={2000} />
              <DateField {...field('review_on', 'path.field.review_on')} />
              <CheckField name="reviewed" label={say('path.review.act')} />
              <CheckField {...here} defaultChecked={isHere === 'on'} required />
              <Row>
                <Button kind="primary">{say('pathTeam.send')}</Button>
              </Row>
            </Stack>
          </Form>
        </Fold>
      </div>
    </Section>
  )
}

const Waiting = ({ proposals }: Pick<Data, 'proposals'>) => {
  const { say } = useLanguage()
  const { on } = useDays()
  if (proposals.length === 0) return null
  return (
    <Section title={say('pathTeam.waiting')} id="waiting">
      <ul className="path-list">
        {proposals.map(({ id, what, domain, team, at, isMine }) => (
          <li key={id}>
            <strong className="path-text">{what}</strong>
            <p>{say(`path.domain.${domain}`)}</p>
            <p className="path-soft">{say('path.proposals.from', { team, day: on(at) })}</p>
            {isMine && (
              <Form method="post">
                <input type="hidden" name="intent" value="takeBack" />
                <input type="hidden" name="proposal" value={id} />
                <Button kind="quiet">{say('pathTeam.takeBack')}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const NO_STEP = { domain: '', what: '', helper: '', who: '', begins_on: '', due_on: '' }
const NewStep = ({ answer, hasAccount }: { answer: Answered; hasAccount: boolean }) => {
  const { say } = useLanguage()
  const mine = answer?.typed.intent === 'step' ? answer : undefined
  return (
    <div className="path-screen">
      <Section title={say('pathTeam.step.write')} id="new">
        <Form method="post">
          <input type="hidden" name="intent" value="step" />
          <Stack>
            <Wrong faults={mine?.faults ?? {}} labelOf={(name) => say(`path.field.${name}` as MessageId)} />
            <CheckGroup
              name="way"
              kind="radio"
              legend={say('pathTeam.field.way')}
              {...(hasAccount ? {} : { hint: say('pathTeam.way.noAccount') })}
              options={[
                { value: 'propose', label: say('pathTeam.way.propose') },
                { value: 'together', label: say('pathTeam.way.together') },
              ]}
              defaultValues={[mine?.typed.way ?? (hasAccount ? 'propose' : 'together')]}
            />
            <StepFields typed={mine?.typed ?? NO_STEP} faults={mine?.faults ?? {}} />
            <Row>
              <Button kind="primary">{say('pathTeam.send')}</Button>
            </Row>
          </Stack>
        </Form>
      </Section>
    </div>
  )
}
