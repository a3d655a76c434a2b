import { data } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { listMyFiles } from '../measures.queries.server.ts'
import { Fill } from '../screen/fill.tsx'
import { myMeasuresPath } from '../vocabulary.ts'
import type { Route } from './+types/my-answer'
import { actOnFill, readFill } from './fill.server.ts'

const placesOf = (params: Route.LoaderArgs['params']) => ({
  list: myMeasuresPath(params.network),
  base: `${myMeasuresPath(params.network)}/answer/${params.answering}`,
})
const filledBy = async (args: Route.LoaderArgs | Route.ActionArgs) => {
  const { network, answering, step, lang = '' } = args.params
  const mine = await inSpace(args, (scope) => listMyFiles(scope, network))
  return { network, id: answering, step, lang, isAlone: true, isHere: ({ personId }: { personId: string }) => mine.includes(personId) }
}

export const loader = async (args: Route.LoaderArgs) => readFill(args, await filledBy(args), placesOf(args.params).base)

export const action = async (args: Route.ActionArgs) => {
  const { base, list } = placesOf(args.params)
  const answer = await actOnFill(args, await filledBy(args), base, list)
  return answer instanceof Response ? answer : data(answer, { status: 422 })
}

export default function MyAnswer({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { base, list } = placesOf(params)
  return (
    <Fill
      {...loaderData}
      isWanting={actionData?.isWanting === true}
      base={to(base)}
      list={{ to: to(list), label: say('measures.mine.title') }}
      record={null}
      plan={to(`/my/${params.network}/crisis`)}
    />
  )
}
