import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'

/** An address that leads nowhere is told in the reader's language, like a record that the reader may not see. */
export const loader = () => {
  throw failed(new Problem('not_found'))
}

// With a screen of its own the answer is a page and not bare data; the error page of the root takes its place.
export default () => null
