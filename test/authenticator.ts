import type { CDPSession, Page } from 'playwright-core'

/** A passkey of Chromium's own, which says yes at once: as the one of a phone, found by its owner without a typed name. @returns its id */
export const addAuthenticator = async (cdp: CDPSession): Promise<string> => {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

/** Gives a page passkeys, and one to begin with. */
export const withAuthenticator = async (page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  return { cdp, authenticatorId: await addAuthenticator(cdp) }
}
