import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Button, Form, Lines, Section, TextField, TextLink } from '#platform/ui/index.ts'
import { orRefused, refused } from '../answers.server.ts'
import { goOn, newFlow } from '../flow.server.ts'
import { cardWith } from '../opening.server.ts'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/open'

const LONGEST = 40

/** The code may come with the address, from the picture on the card. */
export const loader = ({ request }: Route.LoaderArgs) => ({ code: (new URL(request.url).searchParams.get('code') ?? '').slice(0, LONGEST) })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  if (form.has('alone')) return goOn(args, newFlow(null), 'name')
  const typed = String(form.get('code') ?? '').slice(0, LONGEST)
  const { db, remoteAddress } = args.context.get(serverContext)
  return orRefused(async () => {
    const card = await cardWith(db, typed, { remoteAddress })
    return card === null ? refused('wrong', typed) : goOn(args, newFlow(card), 'name')
  }, typed)
}

export default function Open({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = refusalIn(say, actionData, 'code', say('open.code.wrong'))
  return (
    <Question
      title={say('open.title')}
      why={say('open.why')}
      error={error}
      after={
        <Section title={say('open.alone.title')}>
          <p>
            <Lines>{say('open.alone.what')}</Lines>
          </p>
          <Form method="post" reloadDocument>
            <Button name="alone" value="yes">
              {say('open.alone.act')}
            </Button>
          </Form>
          <p>
            <TextLink to={to('/sign-in')}>{say('open.there')}</TextLink>
          </p>
        </Section>
      }
    >
      <TextField
        name="code"
        label={say('open.code.label')}
        hint={say('open.code.hint')}
        defaultValue={actionData?.typed ?? loaderData.code}
        autoComplete="off"
        spellCheck={false}
        size="short"
        maxLength={LONGEST}
        required
        {...(error === undefined ? {} : { error: error.message })}
      />
    </Question>
  )
}
