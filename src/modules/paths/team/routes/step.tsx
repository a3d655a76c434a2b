import { data, redirect } from 'react-router'
import { uuidIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Form, Notice, Page, Row, Section, Stack, Tag, useSaved } from '#platform/ui/index.ts'
import { listStepEvents, readStep } from '../../path/path.queries.server.ts'
import { useDays } from '../../screen/days.ts'
import { StepFacts } from '../../screen/path-line.tsx'
import { StepFields } from '../../screen/step-fields.tsx'
import { StepMoves } from '../../screen/step-moves.tsx'
import { stepTyped } from '../../shown.server.ts'
import { actOnTheirStep, followedHere } from '../team.server.ts'
import type { Route } from './+types/step'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { file, name } = await followedHere(scope, actor, network, args.params.id)
    const step = await readStep(scope, network, file, uuidIn(args.params.step))
    await recordRead(scope, network, 'paths.readPath', `step/${step.id}`, { about: file })
    return { name, step, kept: stepTyped(step), events: await listStepEvents(scope, network, step.id) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id, step } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inRequest(args, async (scope, actor) =>
    actOnTheirStep(scope, actor, await followedHere(scope, actor, network, id), uuidIn(step), typed),
  )
  return 'sent' in did
    ? data(did.sent.answer, { status: did.sent.status })
    : redirect(`/${lang}/paths/${network}/${id}/steps/${step}?saved=${did.saved}`)
}

/** One step of somebody: a team notes how it goes, or changes it, only with the person beside. */
export default function TheirStep({ loaderData: { name, step, kept, events }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { on } = useDays()
  const saved = useSaved()
  const moved = actionData?.typed.intent === 'move' ? actionData : undefined
  const state = actionData !== undefined && moved === undefined ? actionData : { typed: kept, faults: {}, theirs: null, version: undefined }
  const labelOf = (field: string) => say((field === 'here' ? 'pathTeam.step.here' : `path.field.${field}`) as MessageId)
  return (
    <Page
      title={<span className="path-text">{step.what}</span>}
      back={{ to: `${to(`/paths/${params.network}/${params.id}`)}#steps`, label: name || say('pathTeam.unnamed') }}
    >
      <title>{`${say('path.step.title')} · Maillage`}</title>
      {saved !== null && actionData === undefined && (
        <Notice kind="saved">{say(saved === 'moved' ? 'pathTeam.saved.moved' : 'pathTeam.saved.together')}</Notice>
      )}
      <Row>
        <Tag tone={step.state === 'under_way' ? 'people' : 'plain'}>{say(`path.state.${step.state}`)}</Tag>
        <Tag>{say(`path.domain.${step.domain}`)}</Tag>
      </Row>
      <StepFacts step={step} />
      <Section title={say('path.step.moves')}>
        <Wrong faults={moved?.faults ?? {}} labelOf={labelOf} />
        <Theirs theirs={moved?.theirs ?? null} labelOf={labelOf} nameOf={(_, value) => value} />
        <StepMoves
          key={moved?.version ?? step.version}
          state={step.state}
          version={moved?.version ?? String(step.version)}
          reason={moved?.typed.reason ?? step.reason}
          hint={say('pathTeam.hint.reason')}
        >
          <Here id="here-move" faults={moved?.faults ?? {}} />
        </StepMoves>
      </Section>
      <Section title={say('path.step.change')}>
        <Form method="post" key={kept.version}>
          <input type="hidden" name="version" value={state.version ?? state.typed.version ?? ''} />
          <Stack>
            <Wrong faults={state.faults} labelOf={labelOf} />
            <Theirs theirs={state.theirs} labelOf={labelOf} nameOf={(_, value) => value} />
            <StepFields {...state} />
            <Here faults={state.faults} />
            <Row>
              <Button kind="primary">{say('pathTeam.send')}</Button>
            </Row>
          </Stack>
        </Form>
      </Section>
      <Section title={say('path.step.history')}>
        <ul>
          {events.map(({ seq, at, after }) => (
            <li key={seq}>{`${on(at)} : ${say(`path.state.${after}`)}`}</li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}

/** The person is here and wants it so: without that tick nothing is written. */
const Here = ({ faults, id }: { faults: Parameters<typeof useField>[0]['faults']; id?: string }) => {
  const { defaultValue: _, ...here } = useField({ typed: {}, faults })('here', 'pathTeam.step.here')
  return <CheckField {...here} required {...(id === undefined ? {} : { id })} />
}
