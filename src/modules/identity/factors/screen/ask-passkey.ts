import { type RefObject, useEffect } from 'react'

// Longer than this a challenge is not good (CHALLENGE_MINUTES): a page that stays open asks for another before.
const AGAIN_SECONDS = 240

type Asked = {
  /** Where the browser fetches what it needs to ask an authenticator. */
  optionsFrom: string
  /** `new`: makes a passkey; `used`: uses one at once; `offered`: leaves it to the browser to propose one in the field of the address. */
  how: 'new' | 'used' | 'offered'
}

/** What an authenticator answers, for the server; null where there is nothing to ask for. @throws what the browser throws */
export const askPasskey = async ({ optionsFrom, how }: Asked): Promise<string | null> => {
  const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
  const response = await fetch(optionsFrom, { headers: { accept: 'application/json' } })
  // Where the address is no name there are none.
  const optionsJSON = response.ok ? await response.json() : null
  if (optionsJSON === null) return null
  const given =
    how === 'new'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON, useBrowserAutofill: how === 'offered' })
  return JSON.stringify(given)
}

/** Sends an answer as the plain form in which this field stands. */
export const sendAnswer = (field: RefObject<HTMLInputElement | null>, answer: string) => {
  if (field.current === null) return
  field.current.value = answer
  field.current.form?.submit()
}

/**
 * Where the browser can, a passkey is proposed in the field of the address itself (conditional mediation, Web Authentication Level 3,
 * section 5.1.4): whoever has one need not look for the button. Whoever has none notices nothing.
 */
export const usePasskeyOffer = (field: RefObject<HTMLInputElement | null>, optionsFrom: string, isOffered: boolean) => {
  useEffect(() => {
    if (!isOffered) return
    const offer = async () => {
      try {
        if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return
        const answer = await askPasskey({ optionsFrom, how: 'offered' })
        if (answer !== null) sendAnswer(field, answer)
      } catch {
        // Nobody asked for it: what went wrong is told where somebody presses the button.
      }
    }
    void offer()
    const timer = setInterval(() => void offer(), AGAIN_SECONDS * 1000)
    return () => {
      clearInterval(timer)
      void import('@simplewebauthn/browser').then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony())
    }
  }, [field, optionsFrom, isOffered])
}
