import { data } from 'react-router'

/** A tap that did not reach the server: it is kept by whoever made it and said again. */
export const UNSENT = 'unsent'
/**
 * Lets a tap without a network come back as one that was not sent, instead of a page that fails: with a status that leaves the page as it is,
 * for reading it again would fail as well.
 */
export const orUnsent = async <T>(said: Promise<T>) => {
  try {
    return await said
  } catch (error) {
    // What a browser throws where no answer came; an answer, also a redirect or a refusal, is a Response.
    if (!(error instanceof TypeError)) throw error
    return data({ problem: UNSENT }, { status: 503 })
  }
}
