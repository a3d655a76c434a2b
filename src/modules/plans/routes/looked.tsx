import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Empty, Fold, Form, Notice, Page, Section, SelectField, Stack, TextArea, useSaved } from '#platform/ui/index.ts'
import { ask, listQuestions, noteLooked, whoLooked } from '../looked/looked.server.ts'
import { LookLine } from '../screen/look-line.tsx'
import { ownFile } from '../space/files.server.ts'
import { whoFollows } from '../space/space.queries.server.ts'
import '../screen/plans.css'
import type { Route } from './+types/looked'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    const file = await ownFile(scope, network)
    await noteLooked(scope, network, file.id)
    return {
      looks: await whoLooked(scope, network),
      questions: await listQuestions(scope, network, 'mine'),
      teams: (await whoFollows(scope, network)).map(({ service, team }) => ({ service, team })),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const text = String(form.get('question') ?? '')
    .replaceAll('\0', '')
    .trim()
    .slice(0, 4000)
  const [to, line] = [String(form.get('to') ?? ''), String(form.get('line') ?? '')]
  const isAsked = await inSpace(args, async (scope, actor) => {
    await ownFile(scope, network)
    if (text === '') return false
    const isTeam = (await whoFollows(scope, network)).some(({ service }) => service === to)
    await ask(scope, actor, network, { text, service: isTeam ? to : null, trailSeq: /^\d{1,15}$/.test(line) ? Number(line) : null })
    return true
  })
  if (!isAsked) return data({ lacks: true }, { status: 422 })
  return redirect(`/${lang}/my/${network}/looked?saved#questions`)
}

/** Who has looked at what is mine, in plain words; and where to ask about it. */
export default function Looked({ loaderData: { looks, questions, teams }, actionData, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const moment = (at: Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  const receivers = [
    ...teams
      .filter(({ service }, at) => teams.findIndex((each) => each.service === service) === at)
      .map(({ service, team }) => ({ value: service, label: team })),
    { value: 'officer', label: say('looked.officer') },
  ]
  const question = (line: number | null) => (
    <Form method="post">
      <Stack gap="small">
        {line !== null && <input type="hidden" name="line" value={line} />}
        <SelectField name="to" id={`to-${line}`} label={say('looked.to')} options={receivers} />
        <TextArea name="question" id={`question-${line}`} label={say('looked.question')} rows={3} maxLength={4000} required />
        <Button>{say('looked.ask.act')}</Button>
      </Stack>
    </Form>
  )
  return (
    <Page title={say('looked.title')} purpose={say('looked.purpose')} back={{ to: to(`/my/${params.network}`), label: say('space.title') }}>
      <title>{`${say('looked.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('looked.saved')}</Notice>}
      {actionData !== undefined && <Notice kind="danger">{say('space.lacks')}</Notice>}
      {looks.length === 0 && <Empty title={say('looked.none')} what={say('looked.none.what')} />}
      <ul className="plan-list">
        {looks.map((look) => (
          <li key={look.seq}>
            <LookLine look={look} />
            <Fold title={say('looked.ask')}>{question(look.seq)}</Fold>
          </li>
        ))}
      </ul>
      <Section title={say('looked.questions')} id="questions">
        {questions.map(({ id, question: asked, answer, askedAt, answeredAt, service }) => (
          <div key={id} className="plan-question">
            <p className="plan-for">
              {say('looked.asked', {
                to: receivers.find(({ value }) => value === (service ?? 'officer'))?.label ?? '',
                moment: moment(askedAt),
              })}
            </p>
            <p className="plan-text">{asked}</p>
            {answer === null || answeredAt === null ? (
              <p>{say('looked.waiting')}</p>
            ) : (
              <>
                <p className="plan-for">{say('looked.answered', { moment: moment(answeredAt) })}</p>
                <p className="plan-text">{answer}</p>
              </>
            )}
          </div>
        ))}
        <Fold title={say('looked.ask.other')}>{question(null)}</Fold>
      </Section>
    </Page>
  )
}
