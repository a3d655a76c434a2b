import { data } from 'react-router'
import { asActor } from '#platform/db.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Faults, type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, CheckGroup, Form, Notice, Page, Row, Section, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import { readAnswerForm } from '../forms.server.ts'
import { answerReferral, openReferral, type Shown, tried } from '../partners/partner.server.ts'
import { useDays } from '../screen/days.ts'
import { ToldList } from '../screen/told-list.tsx'
import { ANSWERS, DECLINE_REASONS } from '../vocabulary.ts'
import type { Route } from './+types/partner'

type Args = Route.LoaderArgs | Route.ActionArgs
const LONGEST = 40
const typedIn = (args: Args) => String((args.params as { token?: string }).token ?? '').slice(0, LONGEST)

// An address is followed without a thought, by programs that read mail too: only a form opens a link.
export const loader = (args: Route.LoaderArgs) => ({ typed: typedIn(args) })

type Answer =
  | { shown: Shown & { code: string }; typed: Typed; faults: Faults }
  | { shown: null; thanks: 'yes' | 'no' }
  | { shown: null; why: 'wrong' | 'wait'; seconds: number; typed: string }
const wrong = (typed: string) => data<Answer>({ shown: null, why: 'wrong', seconds: 0, typed }, { status: 422 })

export const action = async (args: Route.ActionArgs) => {
  const { db, actor, remoteAddress } = args.context.get(serverContext)
  const typed = typedOf(await args.request.formData())
  const code = (typed.code ?? '').slice(0, LONGEST)
  try {
    const shown = await tried(db, actor, remoteAddress, (scope) => openReferral(scope, code))
    if (shown === null) return wrong(code)
    if (typed.intent !== 'answer' || shown.state === 'accepted') return data<Answer>({ shown, typed: {}, faults: {} })
    const read = readAnswerForm(typed)
    if (!read.ok) return data<Answer>({ shown, typed, faults: read.faults }, { status: 422 })
    const isKept = await asActor(db, actor, (scope) => answerReferral(scope, actor, code, read.input))
    return isKept ? data<Answer>({ shown: null, thanks: read.input.answer === 'yes' ? 'yes' : 'no' }) : wrong(code)
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many')
      return data<Answer>({ shown: null, why: 'wait', seconds: Number(error.detail.seconds), typed: code }, { status: 429 })
    if (isLostDatabase(error)) throw failed(new Problem('unavailable'))
    throw error
  }
}

/** A partner outside care reads four lines of somebody who agreed to it, and answers. No account; a wrong link and one that is over look the same. */
export default function Partner({ loaderData, actionData }: Route.ComponentProps) {
  const { say } = useLanguage()
  const shown = actionData !== undefined && actionData.shown !== null ? actionData : null
  const refused = actionData !== undefined && 'why' in actionData ? actionData : null
  const thanks = actionData !== undefined && 'thanks' in actionData ? actionData.thanks : null
  return (
    <Page title={say('partner.title')} {...(shown === null && thanks === null ? { purpose: say('partner.purpose') } : {})}>
      <title>{`${say('partner.title')} · Maillage`}</title>
      {thanks !== null && (
        <Notice kind="saved" title={say('partner.thanks')}>
          {thanks === 'no' && <p>{say('partner.thanks.no')}</p>}
        </Notice>
      )}
      {shown !== null && <Opened {...shown} />}
      {shown === null && thanks === null && (
        <Form method="post" reloadDocument>
          <Stack>
            <TextField
              name="code"
              label={say('partner.code')}
              hint={say('partner.code.hint')}
              defaultValue={refused?.typed ?? loaderData.typed}
              autoComplete="off"
              spellCheck={false}
              size="short"
              maxLength={LONGEST}
              required
              {...(refused === null ? {} : { error: say(`partner.${refused.why}`, { seconds: refused.seconds }) })}
            />
            <Row>
              <Button kind="primary">{say('partner.read')}</Button>
            </Row>
          </Stack>
        </Form>
      )}
    </Page>
  )
}

const Opened = ({ shown, typed, faults }: { shown: Shown & { code: string }; typed: Typed; faults: Faults }) => {
  const { say, language } = useLanguage()
  const { day } = useDays()
  const { defaultValue: chosen, label: question, ...answer } = useField({ typed, faults })('answer', 'partner.field.answer')
  const reason = useField({ typed, faults })('reason', 'partner.field.reason', 'partner.field.reason.hint')
  return (
    <>
      <p>{say('partner.from', { network: inWords(shown.network, language).text, partner: shown.partner })}</p>
      <ToldList told={shown.told} />
      <Notice kind="info">
        <p>{say('partner.all')}</p>
      </Notice>
      <p>{say('partner.until', { day: day(shown.until) })}</p>
      <Section title={say('partner.answer')}>
        {shown.state === 'accepted' ? (
          <p>{say('partner.accepted')}</p>
        ) : (
          <Form method="post" reloadDocument>
            <input type="hidden" name="intent" value="answer" />
            <input type="hidden" name="code" value={shown.code} />
            <Stack>
              <Wrong faults={faults} labelOf={(name) => say(`partner.field.${name}` as MessageId)} />
              <CheckGroup
                {...answer}
                kind="radio"
                legend={question}
                options={ANSWERS.map((value) => ({ value, label: say(`referral.answer.${value}`) }))}
                defaultValues={chosen === '' ? [] : [chosen]}
                required
              />
              <SelectField
                {...reason}
                options={DECLINE_REASONS.map((value) => ({ value, label: say(`referral.reason.${value}`) }))}
                empty={say('form.choose')}
              />
              <Row>
                <Button kind="primary">{say('partner.send')}</Button>
              </Row>
            </Stack>
          </Form>
        )}
      </Section>
    </>
  )
}
