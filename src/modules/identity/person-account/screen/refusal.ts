import type { Say } from '#platform/languages/intl.tsx'

type Refused = { why: 'wrong' | 'wait' | 'taken' | 'card' | 'unavailable'; seconds: number }

/** Why an answer was not taken, in words; `wrong` differs from question to question. */
export const refusalIn = (say: Say, refused: Refused | undefined, field: string, wrong: string) => {
  if (refused === undefined) return undefined
  const message =
    refused.why === 'wrong'
      ? wrong
      : refused.why === 'wait'
        ? say('signIn.failure.wait', { seconds: refused.seconds })
        : refused.why === 'unavailable'
          ? say('signIn.failure.unavailable')
          : say(`open.refused.${refused.why}`)
  return { field, message }
}
