import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Form, Notice, Page, Section, SelectField, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { RecoveryChanges } from '../changes/changes-view.tsx'
import { compareRecovery, numberIn } from '../changes/compared.server.ts'
import { grant } from '../circle/circle.commands.server.ts'
import { listCircle } from '../circle/circle.queries.server.ts'
import { answerProposal, listProposals, readProposal } from '../crisis/proposals.server.ts'
import { docOf, lackingIn, readDoc } from '../recovery/doc.ts'
import { goBack, listRecoveryVersions, readPieces, readRecoveryForm, saveForm, takeIn } from '../recovery/recovery.server.ts'
import { rulesOf } from '../rules.server.ts'
import { Proposals } from '../screen/proposals.tsx'
import { RecoveryEditor } from '../screen/recovery-editor.tsx'
import { RecoveryView } from '../screen/recovery-view.tsx'
import { ownFile, uuidIn } from '../space/files.server.ts'
import { type OwnConsent, standingConsents, teamNames, whoFollows } from '../space/space.queries.server.ts'
import { type Grantable, SHARED_MONTHS, type TextName } from '../vocabulary.ts'
import type { Route } from './+types/recovery'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope, actor) => {
    const { network } = args.params
    const file = await ownFile(scope, network)
    const older = numberIn(args.request.url, 'version')
    const { pieces, seq } = await readPieces(scope, network, file.id, older)
    const doc = docOf(pieces)
    const teams = (await whoFollows(scope, network)).filter(({ leftOn }) => leftOn === null)
    const consents = await standingConsents(scope, network)
    return {
      plan: readDoc(doc),
      seq,
      isOlder: older !== undefined,
      compared:
        older === undefined
          ? null
          : await compareRecovery(scope, network, file.id, { seq: older, other: numberIn(args.request.url, 'with') }),
      state: Buffer.from(lackingIn(doc, null)).toString('base64'),
      proposals: await listProposals(scope, network, file.id, 'recovery'),
      versions: await listRecoveryVersions(scope, network, file.id),
      names: { ...teamNames(teams), ...Object.fromEntries((await listCircle(scope, network)).map(({ account, name }) => [account, name])) },
      readers: teamsWith(consents, 'recovery_plan'),
      writers: teamsWith(consents, 'recovery_write'),
      grantMonths: (await rulesOf(scope, network)).grantMonths,
      held: `${actor.personId}.${file.id}`,
      teams: teams.map(({ service, team }) => ({ service, team })),
    }
  })

const teamsWith = (consents: readonly OwnConsent[], section: Grantable): string[] =>
  consents.filter(({ byMe, sections }) => byMe && sections.includes(section)).flatMap(({ team }) => team ?? [])

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const intent = String(form.get('intent') ?? 'save')
  await inSpace(args, async (scope, actor) => {
    const file = await ownFile(scope, network)
    if (intent === 'accept' || intent === 'refuse') {
      const id = uuidIn(String(form.get('id') ?? ''))
      const proposal = await readProposal(scope, network, file.id, id)
      if (intent === 'accept') await takeIn(scope, network, file.id, proposal.texts)
      await answerProposal(scope, network, { file: file.id, id }, intent === 'accept' ? 'accepted' : 'refused')
    } else if (intent === 'readers') {
      const months = Number(form.get('months') ?? 12)
      const [chosen, writing, standing] = [form.getAll('team'), form.getAll('writer'), await standingConsents(scope, network)]
      for (const { service, team } of (await whoFollows(scope, network)).filter(({ leftOn }) => leftOn === null)) {
        const reads: Grantable[] = chosen.includes(service) || writing.includes(service) ? ['recovery_plan'] : []
        const sections: Grantable[] = writing.includes(service) ? [...reads, 'recovery_write'] : reads
        // A team that was not chosen and is not now is left as it is.
        if (sections.length > 0 || standing.some((each) => each.byMe && each.team === team && each.purpose === 'circle'))
          await grant(scope, actor, network, { service }, { sections, months: [1, 6, 12, 24].includes(months) ? months : 12 })
      }
    } else if (intent === 'back') {
      const seq = Number(form.get('seq'))
      await goBack(scope, network, file.id, Number.isInteger(seq) && seq > 0 && seq < 2_147_483_647 ? seq : 0)
    } else await saveForm(scope, network, file.id, readRecoveryForm(form))
  })
  return redirect(`/${lang}/my/${network}/recovery?saved=${SAVED.find((each) => each === intent) ?? 'kept'}`)
}

const SAVED = ['kept', 'accept', 'refuse', 'readers', 'back'] as const

/** My recovery plan: mine to write, on several devices at once too. */
export default function RecoveryPlan({ loaderData, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  const { plan, seq, state, isOlder, compared, proposals, versions, names, teams, readers, writers, grantMonths, held } = loaderData
  const base = to(`/my/${params.network}/recovery`)
  const labelOf = (name: string) => say(name === 'goal' ? 'recovery.goal' : `recovery.text.${name as TextName}`)
  return (
    <Page
      title={say('recovery.title')}
      purpose={say('recovery.purpose')}
      back={{ to: to(`/my/${params.network}`), label: say('space.title') }}
    >
      <title>{`${say('recovery.title')} · Maillage`}</title>
      {told !== undefined && <Notice kind="saved">{say(`recovery.saved.${told}`)}</Notice>}
      <Proposals proposals={proposals} names={names} labelOf={labelOf} />
      {isOlder ? (
        <>
          <Notice kind="attention">{say('recovery.older')}</Notice>
          <RecoveryView plan={plan} />
          {compared !== null && <RecoveryChanges compared={compared} seq={seq} versions={versions} />}
          <Form method="post" action={base}>
            <input type="hidden" name="seq" value={seq} />
            <Button name="intent" value="back">
              {say('recovery.back')}
            </Button>
          </Form>
          <p>
            <TextLink to={base}>{say('recovery.today')}</TextLink>
          </p>
        </>
      ) : (
        <RecoveryEditor key={seq} plan={plan} seq={seq} state={state} syncTo={`${base}/sync`} held={held} />
      )}
      <div className="screen-only">
        <Stack gap="large">
          {teams.length > 0 && (
            <Section title={say('recovery.readers')}>
              <Form method="post">
                <Stack gap="small">
                  <CheckGroup
                    name="team"
                    legend={say('recovery.readers.legend')}
                    hint={say('recovery.readers.hint')}
                    options={teams.map(({ service, team }) => ({ value: service, label: team }))}
                    defaultValues={teams.filter(({ team }) => readers.includes(team)).map(({ service }) => service)}
                  />
                  <CheckGroup
                    name="writer"
                    legend={say('recovery.writers.legend')}
                    hint={say('recovery.writers.hint')}
                    options={teams.map(({ service, team }) => ({ value: service, label: team }))}
                    defaultValues={teams.filter(({ team }) => writers.includes(team)).map(({ service }) => service)}
                  />
                  <SelectField
                    name="months"
                    label={say('circle.months')}
                    options={SHARED_MONTHS.filter((n) => n <= grantMonths).map((n) => ({
                      value: String(n),
                      label: say('circle.months.n', { months: n }),
                    }))}
                    defaultValue={String(Math.min(12, grantMonths))}
                  />
                  <Button name="intent" value="readers">
                    {say('recovery.readers.act')}
                  </Button>
                </Stack>
              </Form>
            </Section>
          )}
          {versions.length > 0 && (
            <Section title={say('crisisPlan.versions')}>
              <ul>
                {versions.map(({ seq: number, at, writers: by }) => (
                  <li key={number}>
                    <TextLink to={`${base}?version=${number}`}>{intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })}</TextLink>{' '}
                    {by.map((name) => name ?? say('recovery.me')).join(', ')}{' '}
                    {number === versions[0]?.seq && say('crisisPlan.version.current')}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </Stack>
      </div>
    </Page>
  )
}
