import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { teamInCharge } from '../measures.queries.server.ts'
import { Fill } from '../screen/fill.tsx'
import { measuresPath } from '../vocabulary.ts'
import type { Route } from './+types/answer'
import { actOnFill, isOf, readFill, uuidIn } from './fill.server.ts'

const placesOf = (params: Route.LoaderArgs['params']) => {
  const list = measuresPath(params.network, params.person)
  return { list, base: `${list}/answer/${params.answering}` }
}
const filledBy = async (args: Route.LoaderArgs | Route.ActionArgs) => {
  const { network, person, answering, step, lang = '' } = args.params
  await inRequest(args, (scope) => teamInCharge(scope, network, uuidIn(person)))
  return { network, id: answering, step, lang, isAlone: false, isHere: isOf(person) }
}

export const loader = async (args: Route.LoaderArgs) => readFill(args, await filledBy(args), placesOf(args.params).base)

export const action = async (args: Route.ActionArgs) => {
  const { base, list } = placesOf(args.params)
  const answer = await actOnFill(args, await filledBy(args), base, list)
  return answer instanceof Response ? answer : data(answer, { status: 422 })
}

export default function Answer({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { base, list } = placesOf(params)
  return (
    <Fill
      {...loaderData}
      isWanting={actionData?.isWanting === true}
      base={to(base)}
      list={{ to: to(list), label: say('measures.team.back') }}
      record={to(list)}
      plan={null}
    />
  )
}
