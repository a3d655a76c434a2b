import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { TextField } from '#platform/ui/index.ts'
import { underToken } from '../../factors/request.server.ts'
import { orRefused, refused } from '../answers.server.ts'
import { signInWithPaper } from '../paper.server.ts'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/paper-sign-in'

export const action = async (args: Route.ActionArgs) => {
  const typed = String((await args.request.formData()).get('key') ?? '').slice(0, 60)
  const { db, remoteAddress, sessionHash, isSecure } = args.context.get(serverContext)
  return orRefused(async () => {
    const entered = await signInWithPaper(db, typed, { remoteAddress, former: sessionHash })
    // The paper is used up: a new one comes first, then a new passkey.
    return entered === null
      ? refused('wrong', typed)
      : redirect(`/${args.params.lang}/account/paper?used`, { headers: underToken(entered.token, isSecure) })
  }, typed)
}

export default function PaperSignIn({ actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = refusalIn(say, actionData, 'key', say('paper.signIn.wrong'))
  return (
    <Question
      title={say('paper.signIn.title')}
      why={say('paper.signIn.why')}
      back={to('/sign-in')}
      backLabel={say('nav.signIn')}
      error={error}
    >
      <TextField
        name="key"
        label={say('paper.signIn.label')}
        hint={say('paper.signIn.hint')}
        defaultValue={actionData?.typed ?? ''}
        autoComplete="off"
        spellCheck={false}
        required
        {...(error === undefined ? {} : { error: error.message })}
      />
    </Question>
  )
}
