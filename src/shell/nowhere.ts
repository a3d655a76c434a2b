import { failed } from '#platform/request.server.ts'
import { Problem } from '#platform/problem.ts'

/** An address that leads nowhere is told in the reader's language, like a record that the reader may not see. */
export const loader = () => {
  throw failed(new Problem('not_found'))
}
