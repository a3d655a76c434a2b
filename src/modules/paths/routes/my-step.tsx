import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { ownFile, uuidIn } from '#modules/plans/index.server.ts'
import { Theirs, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, Form, Notice, Page, Row, Section, Stack, Tag, useSaved } from '#platform/ui/index.ts'
import { listStepEvents, readStep } from '../path/path.queries.server.ts'
import { useDays } from '../screen/days.ts'
import { StepFacts } from '../screen/path-line.tsx'
import { StepFields } from '../screen/step-fields.tsx'
import { StepMoves } from '../screen/step-moves.tsx'
import { stepTyped } from '../shown.server.ts'
import type { Route } from './+types/my-step'
import { actOnMyStep } from './mine.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    const { id } = await ownFile(scope, network)
    const step = await readStep(scope, network, id, uuidIn(args.params.id))
    return { step, kept: stepTyped(step), events: await listStepEvents(scope, network, step.id) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inSpace(args, (scope, actor) => actOnMyStep(scope, actor, network, uuidIn(id), typed))
  return 'sent' in did
    ? data(did.sent.answer, { status: did.sent.status })
    : redirect(`/${lang}/my/path/${network}/steps/${id}?saved=${did.saved}`)
}

/** One of my steps: how it is going, why it rests if I want to say so, and its words. */
export default function MyStep({ loaderData: { step, kept, events }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { on } = useDays()
  const saved = useSaved()
  const moved = actionData?.typed.intent === 'move' ? actionData : undefined
  const state = actionData !== undefined && moved === undefined ? actionData : { typed: kept, faults: {}, theirs: null, version: undefined }
  const labelOf = (name: string) => say(`path.field.${name}` as MessageId)
  return (
    <Page
      title={<span className="path-text">{step.what}</span>}
      back={{ to: `${to(`/my/path/${params.network}`)}#steps`, label: say('path.title') }}
    >
      <title>{`${say('path.step.title')} · Maillage`}</title>
      {saved !== null && actionData === undefined && (
        <Notice kind="saved">{say(saved === 'moved' ? 'path.saved.moved' : 'path.saved.kept')}</Notice>
      )}
      <Row>
        <Tag tone={step.state === 'under_way' ? 'people' : 'plain'}>{say(`path.state.${step.state}`)}</Tag>
        <Tag>{say(`path.domain.${step.domain}`)}</Tag>
      </Row>
      <StepFacts step={step} />
      <Section title={say('path.step.moves')}>
        <Theirs theirs={moved?.theirs ?? null} labelOf={labelOf} nameOf={(_, value) => value} />
        <StepMoves
          key={moved?.version ?? step.version}
          state={step.state}
          version={moved?.version ?? String(step.version)}
          reason={moved?.typed.reason ?? step.reason}
          hint={say('path.hint.reason')}
        />
      </Section>
      <Section title={say('path.step.change')}>
        <Form method="post" key={kept.version}>
          <input type="hidden" name="version" value={state.version ?? state.typed.version ?? ''} />
          <Stack>
            <Wrong faults={state.faults} labelOf={labelOf} />
            <Theirs theirs={state.theirs} labelOf={labelOf} nameOf={(_, value) => value} />
            <StepFields {...state} />
            <Row>
              <Button kind="primary">{say('path.keep')}</Button>
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
