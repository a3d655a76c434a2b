import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { TextField } from '#platform/ui/index.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, type Weakness } from '../../access/password-rules.ts'
import { refusalOf } from '../../access/password-strength.server.ts'
import { ledOn, localeIn, orRefused } from '../answers.server.ts'
import { flowAt } from '../flow.server.ts'
import { openWithPassword } from '../opening.server.ts'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/open-password'

export const loader = (args: Route.LoaderArgs) => ({ email: flowAt(args, 'password').email ?? '' })

export const action = async (args: Route.ActionArgs) => {
  const flow = flowAt(args, 'password')
  const password = String((await args.request.formData()).get('password') ?? '').slice(0, LONGEST_PASSWORD * 4)
  const weakness = refusalOf(password, [flow.name, flow.email])
  if (weakness !== null) return data({ weakness, why: 'wrong' as const, seconds: 0 }, { status: 422 })
  const { db, remoteAddress, sessionHash } = args.context.get(serverContext)
  return orRefused(async () => {
    const { token } = await openWithPassword(db, { flow, locale: localeIn(args), former: sessionHash, from: { remoteAddress } }, password)
    return ledOn(args, token)
  })
}

const weaknessIn = (answer: object | undefined): Weakness =>
  answer !== undefined && 'weakness' in answer ? (answer.weakness as Weakness) : 'short'

export default function OpenPassword({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = refusalIn(say, actionData, 'password', say(`open.password.weak.${weaknessIn(actionData)}`, { shortest: SHORTEST_PASSWORD }))
  return (
    <Question
      title={say('open.password.title')}
      why={say('open.password.why')}
      back={to('/open/address')}
      error={error}
      act={say('open.password.act')}
    >
      <input type="hidden" name="username" autoComplete="username" value={loaderData.email} readOnly />
      <TextField
        name="password"
        type="password"
        label={say('open.password.label')}
        hint={say('open.password.hint', { shortest: SHORTEST_PASSWORD })}
        autoComplete="new-password"
        required
        {...(error === undefined ? {} : { error: error.message })}
      />
    </Question>
  )
}
