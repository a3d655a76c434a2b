import { useLanguage } from '#platform/languages/intl.tsx'
import { TextField } from '#platform/ui/index.ts'
import { refused } from '../answers.server.ts'
import { flowAt, goOn } from '../flow.server.ts'
import { CalledName } from '../schema.ts'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/open-name'

export const loader = (args: Route.LoaderArgs) => {
  const { name, card } = flowAt(args, 'name')
  return { name: name ?? '', kind: card?.kind ?? null }
}

export const action = async (args: Route.ActionArgs) => {
  const flow = flowAt(args, 'name')
  const typed = String((await args.request.formData()).get('name') ?? '').slice(0, 200)
  const name = CalledName.safeParse(typed)
  return name.success ? goOn(args, { ...flow, name: name.data }, 'how') : refused('wrong', typed)
}

export default function OpenName({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = refusalIn(say, actionData, 'name', say('open.name.wrong'))
  return (
    <Question title={say('open.name.title')} why={say(`open.name.why.${loaderData.kind ?? 'alone'}`)} back={to('/open')} error={error}>
      <TextField
        name="name"
        label={say('open.name.label')}
        hint={say('open.name.hint')}
        defaultValue={actionData?.typed ?? loaderData.name}
        autoComplete="given-name"
        maxLength={100}
        required
        {...(error === undefined ? {} : { error: error.message })}
      />
    </Question>
  )
}
