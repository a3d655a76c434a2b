import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** An id out of an address. @throws the answer 404 for what cannot be one, before the database has to refuse it */
export const idIn = (text: string): string => {
  if (!UUID.test(text)) throw failed(new Problem('not_found'))
  return text
}
