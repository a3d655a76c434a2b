import { useEffect } from 'react'
import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { forgetKept } from '#platform/forms/use-kept.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { Button, Empty, Form, Lines, LinkButton, Notice, Page, Row, Section, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { CrisisChanges } from '../changes/changes-view.tsx'
import { compareCrisis, numberIn } from '../changes/compared.server.ts'
import { acceptCrisis } from '../crisis/accept.server.ts'
import { letDutyOpen, putCrisisAway } from '../crisis/crisis.commands.server.ts'
import { listVersions, readCrisis } from '../crisis/crisis.queries.server.ts'
import { heldAs } from '../crisis/held.server.ts'
import { answerProposal, listProposals } from '../crisis/proposals.server.ts'
import { PlanView } from '../screen/plan-view.tsx'
import { Proposals } from '../screen/proposals.tsx'
import { TwoTaps } from '../screen/two-taps.tsx'
import { ownFile, uuidIn } from '../space/files.server.ts'
import { teamNames, whoFollows } from '../space/space.queries.server.ts'
import type { Route } from './+types/crisis'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope, actor) => {
    const { network } = args.params
    const file = await ownFile(scope, network)
    const seq = numberIn(args.request.url, 'version')
    return {
      plan: await readCrisis(scope, network, file.id, seq),
      compared: seq === undefined ? null : await compareCrisis(scope, network, file.id, { seq, other: numberIn(args.request.url, 'with') }),
      held: heldAs(actor, file.id),
      versions: await listVersions(scope, network, file.id),
      proposals: await listProposals(scope, network, file.id, 'crisis'),
      names: teamNames(await whoFollows(scope, network)),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const [intent, id] = [String(form.get('intent') ?? ''), String(form.get('id') ?? '')]
  await inSpace(args, async (scope) => {
    const file = await ownFile(scope, network)
    if (intent === 'duty' || intent === 'noDuty') await letDutyOpen(scope, network, file.id, intent === 'duty')
    else if (intent === 'away') await putCrisisAway(scope, network, file.id)
    else if (intent === 'refuse') await answerProposal(scope, network, { file: file.id, id: uuidIn(id) }, 'refused')
    else if (intent === 'accept') await acceptCrisis(scope, network, file.id, uuidIn(id))
    else throw new Problem('invalid')
  })
  return redirect(`/${lang}/my/${network}/crisis?saved=${intent}`)
}

const SAVED = ['written', 'duty', 'noDuty', 'away', 'accept', 'refuse'] as const

/** My crisis plan on one page: to read, to print, to change, and who may find it. */
export default function Crisis({ loaderData: { plan, compared, held, versions, proposals, names }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  useEffect(() => {
    if (told === 'written') forgetKept(held)
  }, [told, held])
  const base = to(`/my/${params.network}/crisis`)
  return (
    <Page
      title={say('crisisPlan.title')}
      purpose={say('crisisPlan.purpose')}
      back={{ to: to(`/my/${params.network}`), label: say('space.title') }}
      actions={
        <LinkButton kind="primary" to={`${base}/edit`}>
          {say(plan === null ? 'crisisPlan.write' : 'crisisPlan.change')}
        </LinkButton>
      }
    >
      <title>{`${say('crisisPlan.title')} · Maillage`}</title>
      {told !== undefined && <Notice kind="saved">{say(`crisisPlan.saved.${told}`)}</Notice>}
      <Proposals
        proposals={proposals}
        names={names}
        labelOf={(part) => say(`crisisPlan.part.${part as 'signs'}`)}
        editTo={(id) => `${base}/edit?proposal=${id}`}
      />
      {plan === null ? (
        <Empty
          title={say(versions.length > 0 ? 'crisisPlan.putAway' : 'crisisPlan.none')}
          what={say(versions.length > 0 ? 'crisisPlan.putAway.what' : 'crisisPlan.none.what')}
        />
      ) : (
        <>
          {!plan.isCurrent && <Notice kind="attention">{say('crisisPlan.older')}</Notice>}
          <PlanView plan={plan} team={names[plan.service ?? '']} shows level={2} />
          {compared !== null && (
            <CrisisChanges compared={compared} seq={plan.seq} versions={versions.map(({ seq, writtenAt: at }) => ({ seq, at }))} />
          )}
          {!plan.isCurrent && (
            <p className="screen-only">
              <LinkButton to={`${base}/edit?version=${plan.seq}`}>{say('crisisPlan.again')}</LinkButton>
            </p>
          )}
          {/* On paper goes what holds now. */}
          {plan.isCurrent && (
            <div className="screen-only">
              <Row>
                <LinkButton to={`${base}/plan.pdf`} reload>
                  {say('crisisPlan.pdf')}
                </LinkButton>
                <LinkButton to={`${base}/card.pdf`} reload>
                  {say('crisisPlan.card')}
                </LinkButton>
              </Row>
              {plan.parts.some(({ forWhom }) => forWhom.length === 0) && (
                <p>
                  {say('crisisPlan.pdf.without')}{' '}
                  <TextLink to={`${base}/plan.pdf?private=on`} reload>
                    {say('crisisPlan.pdf.private')}
                  </TextLink>
                </p>
              )}
            </div>
          )}
        </>
      )}
      <div className="screen-only">
        <Stack gap="large">
          {plan?.isCurrent && (
            <Section title={say('crisisPlan.duty.title')}>
              <p>{say(plan.forDuty ? 'crisisPlan.duty.is' : 'crisisPlan.duty.isNot')}</p>
              <Form method="post">
                <Button name="intent" value={plan.forDuty ? 'noDuty' : 'duty'}>
                  {say(plan.forDuty ? 'crisisPlan.duty.stop' : 'crisisPlan.duty.start')}
                </Button>
              </Form>
            </Section>
          )}
          <Section title={say('crisisPlan.law.title')}>
            <p>
              <Lines>{say('crisisPlan.law')}</Lines>
            </p>
          </Section>
          {versions.length > 0 && (
            <Section title={say('crisisPlan.versions')}>
              <ul>
                {versions.map(({ seq, writtenAt, isCurrent }) => (
                  <li key={seq}>
                    <TextLink to={`${base}?version=${seq}`}>
                      {say('crisisPlan.version', { day: intl.formatDate(writtenAt, { dateStyle: 'long', timeStyle: 'short' }) })}
                    </TextLink>{' '}
                    {isCurrent && say('crisisPlan.version.current')}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {plan?.isCurrent && (
            <TwoTaps
              title={say('crisisPlan.away')}
              what={say('crisisPlan.away.what')}
              act={say('crisisPlan.away.act')}
              fields={{ intent: 'away' }}
            />
          )}
        </Stack>
      </div>
    </Page>
  )
}
