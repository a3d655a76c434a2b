import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  Empty,
  ErrorSummary,
  Form,
  Notice,
  Page,
  Section,
  SelectField,
  Stack,
  TextArea,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { grouped } from '../looked/grouped.ts'
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
    const looks = await whoLooked(scope, network)
    const line = Number(new URL(args.request.url).searchParams.get('line') ?? '')
    return {
      looks: grouped(looks),
      about: looks.find(({ seq }) => seq === line) ?? null,
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
  if (!isAsked) return data({ lacks: true, to }, { status: 422 })
  return redirect(`/${lang}/my/${network}/looked?saved#questions`)
}

/** Who has looked at what is mine, in plain words; and where to ask about it. */
export default function Looked({ loaderData: { looks, about, questions, teams }, actionData, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const moment = (at: Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  const here = to(`/my/${params.network}/looked`)
  const receivers = [
    ...teams
      .filter(({ service }, at) => teams.findIndex((each) => each.service === service) === at)
      .map(({ service, team }) => ({ value: service, label: team })),
    { value: 'officer', label: say('looked.officer') },
  ]
  // Who looked answers for it: their team where it follows the person, or else whoever answers for data protection.
  const usual = about === null ? receivers[0]?.value : (receivers.find(({ label }) => label === about.team)?.value ?? 'officer')
  return (
    <Page title={say('looked.title')} purpose={say('looked.purpose')} back={{ to: to(`/my/${params.network}`), label: say('space.title') }}>
      <title>{`${say('looked.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('looked.saved')}</Notice>}
      {actionData !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ question: say('space.lacks') }} />}
      {looks.length === 0 && <Empty title={say('looked.none')} what={say('looked.none.what')} />}
      <ul className="plan-list">
        {looks.map((look) => (
          <li key={look.seq}>
            <LookLine look={look} />
            {look.times > 1 && <p className="plan-for">{say('looked.times', { n: look.times })}</p>}
            <p>
              <TextLink to={`${here}?line=${look.seq}#ask`}>{say('looked.ask')}</TextLink>
            </p>
          </li>
        ))}
      </ul>
      <Section title={say('looked.questions')} id="questions">
        {questions.length === 0 && <p>{say('looked.questions.none')}</p>}
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
      </Section>
      <Section title={say('looked.ask.title')} id="ask">
        <Form method="post">
          <Stack gap="small">
            {about !== null && (
              <div className="plan-question">
                <p className="plan-for">{say('looked.ask.about')}</p>
                <LookLine look={about} />
                <input type="hidden" name="line" value={about.seq} />
              </div>
            )}
            <SelectField name="to" label={say('looked.to')} options={receivers} defaultValue={actionData?.to ?? usual} />
            <TextArea
              name="question"
              label={say('looked.question')}
              rows={3}
              maxLength={4000}
              required
              {...(actionData === undefined ? {} : { error: say('space.lacks') })}
            />
            <Button>{say('looked.ask.act')}</Button>
          </Stack>
        </Form>
      </Section>
    </Page>
  )
}
