import { sql } from 'kysely'
import { record, type Scope } from '#platform/db.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import '../mails.server.ts'
import { TOPICS, type Topic } from '../vocabulary.ts'

export type Told = { id: string; at: Date; team: string; phone: string | null; topics: Topic[] }

/** What teams told the one who acts as a carer: of rights and help, never about anybody. The latest first. */
export const toldToMe = async (scope: Scope): Promise<Told[]> =>
  (await sql<Told>`select id, at, team, phone, topics from plans.told_to_me()`.execute(scope)).rows

/**
 * A team writes down what it told a carer, who finds it in their own space. Whether there is an account with that address is not said to
 * the team: who has one is nobody else's to know.
 */
export const tellCarer = async (
  scope: Scope,
  network: string,
  { service, email, topics }: { service: string; email: string; topics: readonly Topic[] },
): Promise<void> => {
  const { rows } = await sql<{ whom: string | null }>`
    select plans.tell_carer(${network}, ${service}, ${email}, ${[...topics]}) as whom`.execute(scope)
  await record(scope, network, 'plans.tellCarer', `service/${service}`)
  const whom = rows[0]?.whom ?? null
  if (whom !== null) await sendMail(scope, { to: { personId: whom }, template: 'spaceNews', values: { link: '/circle' } })
}

const EMAIL = /^[^\s@]+@[^\s@]+$/
/** What the form says, or what it lacks. */
export const readTold = (form: FormData, services: readonly string[]) => {
  const email = String(form.get('email') ?? '')
    .replaceAll('\0', '')
    .trim()
    .slice(0, 254)
  const chosen = form.getAll('topics')
  const topics = TOPICS.filter((topic) => chosen.includes(topic))
  const service = services.find((each) => each === form.get('service'))
  const lacks = { email: !EMAIL.test(email), topics: topics.length === 0 }
  return service !== undefined && !lacks.email && !lacks.topics
    ? { input: { service, email, topics } }
    : { typed: { email, topics }, lacks }
}
