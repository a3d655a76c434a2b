import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { TextField } from '#platform/ui/index.ts'
import { localeIn, orRefused, refused } from '../answers.server.ts'
import { flowAt, goOn } from '../flow.server.ts'
import { sendLetter } from '../opening.server.ts'
import { Address } from '../schema.ts'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/open-address'

export const loader = (args: Route.LoaderArgs) => ({ email: flowAt(args, 'address').email ?? '' })

export const action = async (args: Route.ActionArgs) => {
  const flow = flowAt(args, 'address')
  const typed = String((await args.request.formData()).get('email') ?? '').slice(0, 320)
  const { db, remoteAddress } = args.context.get(serverContext)
  const email = Address.safeParse(typed)
  if (!email.success) return refused('wrong', typed)
  return orRefused(async () => goOn(args, await sendLetter(db, flow, email.data, localeIn(args), { remoteAddress }), 'letter'), typed)
}

export default function OpenAddress({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = refusalIn(say, actionData, 'email', say('open.address.wrong'))
  return (
    <Question title={say('open.address.title')} why={say('open.address.why')} back={to('/open/how')} error={error}>
      <TextField
        name="email"
        type="email"
        label={say('signIn.email')}
        defaultValue={actionData?.typed ?? loaderData.email}
        autoComplete="email"
        required
        {...(error === undefined ? {} : { error: error.message })}
      />
    </Question>
  )
}
