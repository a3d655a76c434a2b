import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { TextField, TextLink } from '#platform/ui/index.ts'
import { orRefused, refused } from '../answers.server.ts'
import { flowAt, goOn } from '../flow.server.ts'
import { confirmLetter } from '../opening.server.ts'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/open-letter'

export const loader = (args: Route.LoaderArgs) => ({ email: flowAt(args, 'letter').email ?? '' })

export const action = async (args: Route.ActionArgs) => {
  const flow = flowAt(args, 'letter')
  const typed = String((await args.request.formData()).get('code') ?? '').slice(0, 40)
  const { db } = args.context.get(serverContext)
  return orRefused(async () => {
    const confirmed = await confirmLetter(db, flow, typed)
    return confirmed === null ? refused('wrong', typed) : goOn(args, confirmed, 'password')
  }, typed)
}

export default function OpenLetter({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = refusalIn(say, actionData, 'code', say('open.letter.wrong'))
  return (
    <Question
      title={say('open.letter.title')}
      why={say('open.letter.why', { email: loaderData.email })}
      back={to('/open/address')}
      error={error}
      after={
        <p>
          <TextLink to={to('/open/address')}>{say('open.letter.again')}</TextLink>
        </p>
      }
    >
      <TextField
        name="code"
        label={say('open.letter.label')}
        hint={say('open.letter.hint')}
        defaultValue={actionData?.typed ?? ''}
        autoComplete="one-time-code"
        spellCheck={false}
        size="short"
        required
        {...(error === undefined ? {} : { error: error.message })}
      />
    </Question>
  )
}
