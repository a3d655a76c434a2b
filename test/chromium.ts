import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A real Chromium: the one of this machine (CHROMIUM names another), else the one that comes with the npm packages (Linux).
 * @throws one line that says what to install: browser tests are never skipped in silence
 */
export const openBrowser = async (): Promise<Browser> => chromium.launch(await found())

const found = async (): Promise<{ executablePath: string; args: string[] }> => {
  const installed = PLACES.find((place) => place !== undefined && existsSync(place))
  // The sandbox of Chromium needs rights that containers and root do not have; our pages are our own.
  if (installed !== undefined) return { executablePath: installed, args: ['--no-sandbox', ...QUIET] }
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    return { executablePath: await packaged.executablePath(), args: [...packaged.args, ...QUIET] }
  } catch (error) {
    throw new Error(
      `no Chromium to run the journeys in: install one (Debian: apt-get install chromium) or set CHROMIUM to its path (${error instanceof Error ? error.message.split('\n')[0] : error})`,
    )
  }
}

/** A Chromium that keeps what it has in a folder, as the one of a phone does, and that can be killed as by an empty battery. */
export const openLasting = async (
  folder: string,
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; kill(): Promise<void> }> => {
  const context = await chromium.launchPersistentContext(folder, { ...(await found()), ...options })
  context.setDefaultTimeout(15_000)
  const page = context.pages()[0] ?? (await context.newPage())
  const client = await context.newCDPSession(page)
  const kill = async () => {
    const gone = new Promise((resolve) => context.once('close', resolve))
    await client.send('Browser.crash').catch(() => undefined)
    await gone
  }
  return { context, kill }
}
