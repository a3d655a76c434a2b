import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList } from '#platform/ui/index.ts'
import type { RequestRecord } from '../requests/requests.queries.server.ts'
import { useMoments } from './moment.tsx'
import { nameOfLanguage } from './spoken.ts'

/** Who it is about and how they are reached, as far as it is known. */
export const RequestFacts = ({ request }: { request: RequestRecord }) => {
  const { say, language } = useLanguage()
  const { day, at } = useMoments()
  const spoken = request.language === null ? '' : nameOfLanguage(request.language, language)
  const facts: [key: string, term: string, what: string][] = [
    ['name', say('care.column.name'), request.name],
    ['born', say('care.column.born'), day(request.birthDate)],
    ['place', say('care.column.place'), request.place ?? ''],
    [
      'language',
      say('care.field.language'),
      [spoken, request.needsInterpreter ? say('care.person.interpreter') : ''].filter((part) => part !== '').join(', '),
    ],
    ['phone', say('care.field.phone'), request.reach.phone],
    ['email', say('care.field.email'), request.reach.email],
    ['address', say('care.field.address'), request.reach.address],
    ['how', say('care.field.how'), request.reach.how],
    ['from', say('care.column.from'), request.from ?? say(`care.from.${request.fromKind}`)],
    ['passed', say('care.request.passedBy'), request.passedBy ?? ''],
    ['to', say('care.column.to'), request.to ?? ''],
    ['refusal', say('care.field.refusal'), request.refusal === null ? '' : say(`care.refusal.${request.refusal}`)],
    ['words', say('care.field.words'), request.words ?? ''],
    ['proposed', say('care.field.proposed'), request.proposed ?? ''],
    ['met', say('care.request.meet'), at(request.metAt)],
    [
      'meeting',
      say('care.column.due'),
      request.state === 'accepted' && request.metAt === null ? say('care.request.meetingAt', { at: at(request.meetingDue) }) : '',
    ],
  ]
  return (
    <DescriptionList items={facts.filter(([, , what]) => what !== '').map(([key, term, description]) => ({ key, term, description }))} />
  )
}

/** What happened to it, step by step. */
export const Steps = ({ request }: { request: RequestRecord }) => {
  const { say } = useLanguage()
  const { at } = useMoments()
  return (
    <ol>
      {request.steps.map((step) => (
        <li key={`${step.after} ${new Date(step.at).getTime()}`}>
          {step.by === null
            ? say('care.request.step', { at: at(step.at), state: say(`care.state.${step.after}`) })
            : say('care.request.stepBy', { at: at(step.at), state: say(`care.state.${step.after}`), by: step.by })}
        </li>
      ))}
    </ol>
  )
}
