/** What a session's list says of a device: as much as its holder needs to know it again. */
export const BROWSERS = ['firefox', 'chrome', 'edge', 'safari', 'opera', 'samsung', 'other'] as const
export const SYSTEMS = ['android', 'iphone', 'ipad', 'windows', 'mac', 'chromebook', 'linux', 'other'] as const
export type Browser = (typeof BROWSERS)[number]
export type System = (typeof SYSTEMS)[number]
export type Device = { browser: Browser; system: System }

// The first that fits: most browsers also name the ones that they descend from.
const BROWSER_SIGNS: readonly (readonly [RegExp, Browser])[] = [
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\b(OPR|Opera|OPT)\b/, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
]
const SYSTEM_SIGNS: readonly (readonly [RegExp, System])[] = [
  [/\bAndroid\b/, 'android'],
  [/\b(iPhone|iPod)\b/, 'iphone'],
  [/\biPad\b/, 'ipad'],
  [/\bWindows\b/, 'windows'],
  [/\bCrOS\b/, 'chromebook'],
  [/\bMac(intosh| OS X)\b/, 'mac'],
  [/\bLinux\b/, 'linux'],
]
// Longer ones are nobody's browser.
const LONGEST = 500

const firstThatFits = <T extends string>(signs: readonly (readonly [RegExp, T])[], text: string): T | 'other' =>
  signs.find(([sign]) => sign.test(text))?.[1] ?? 'other'

/** The family of browser and system in a User-Agent header. Versions, models and everything else are left behind. */
export const deviceOf = (userAgent: string | null): Device => {
  const text = (userAgent ?? '').slice(0, LONGEST)
  return { browser: firstThatFits(BROWSER_SIGNS, text), system: firstThatFits(SYSTEM_SIGNS, text) }
}
