import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Fold, Form, Notice, Page, Stack, TextArea, useSaved } from '#platform/ui/index.ts'
import { answer, askedAbout, listQuestions } from '../looked/looked.server.ts'
import { mayWork } from '../policy.ts'
import { LookLine } from '../screen/look-line.tsx'
import '../screen/plans.css'
import { uuidIn } from '../space/files.server.ts'
import type { Route } from './+types/questions'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayWork(actor, args.params.network)) throw new Problem('not_found')
    const about = await askedAbout(scope, args.params.network)
    const questions = await listQuestions(scope, args.params.network, 'to_me')
    return { questions: questions.map((question) => ({ ...question, about: about.get(question.id) ?? null })) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const text = String(form.get('answer') ?? '')
    .replaceAll('\0', '')
    .trim()
    .slice(0, 4000)
  const isSaid = await inRequest(args, async (scope, actor) => {
    if (!mayWork(actor, network)) throw new Problem(actor.personId === '' ? 'signed_out' : 'not_found')
    const id = uuidIn(String(form.get('id') ?? ''))
    if (text === '') return false
    await answer(scope, actor, network, id, text)
    return true
  })
  if (!isSaid) return data({ lacks: String(form.get('id') ?? '') }, { status: 422 })
  return redirect(`/${lang}/questions/${network}?saved`)
}

/** What people ask a team, or whoever answers for data protection, about their own file. */
export default function Questions({ loaderData: { questions }, actionData }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const moment = (at: Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Page title={say('questions.title')} purpose={say('questions.purpose')} back={{ to: to('/care'), label: say('followed.care') }}>
      <title>{`${say('questions.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('questions.saved')}</Notice>}
      {actionData !== undefined && <Notice kind="danger">{say('questions.lacks')}</Notice>}
      {questions.length === 0 && <Empty title={say('questions.none')} what={say('questions.none.what')} />}
      <ul className="plan-list">
        {questions.map(({ id, question, answer: said, askedAt, answeredAt, about }) => (
          <li key={id}>
            <p className="plan-for">{[about?.asker ?? say('questions.somebody'), moment(askedAt)].join(' · ')}</p>
            {about?.at != null && about.kind !== null && (
              <Fold title={say('questions.about')}>
                <LookLine
                  look={{
                    ...about,
                    at: about.at,
                    kind: about.kind,
                    action: about.action ?? '',
                    reason: null,
                    profession: null,
                    isCircle: false,
                  }}
                />
              </Fold>
            )}
            <p className="plan-text">{question}</p>
            {answeredAt === null ? (
              <Form method="post">
                <Stack gap="small">
                  <input type="hidden" name="id" value={id} />
                  <TextArea
                    name="answer"
                    id={`answer-${id}`}
                    label={say('questions.answer')}
                    rows={3}
                    maxLength={4000}
                    required
                    {...(actionData?.lacks === id ? { error: say('questions.lacks') } : {})}
                  />
                  <Button>{say('questions.act')}</Button>
                </Stack>
              </Form>
            ) : (
              <>
                <p className="plan-for">{say('questions.answered', { moment: moment(answeredAt) })}</p>
                <p className="plan-text">{said}</p>
              </>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
