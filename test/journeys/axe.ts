import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Found = { violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }

/** What axe finds against WCAG 2.2 AA on the page as it stands, one line for each place. */
export const violations = async (page: Page): Promise<string[]> => {
  // The content security policy of the page lets no such script in: axe comes by the browser's own door.
  await page.evaluate(AXE)
  // A colour on its way from one to another is no finding: it is brought to where it goes.
  await page.evaluate(() => {
    for (const each of document.getAnimations())
      if (each.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) each.cancel()
      else each.finish()
  })
  const found = await page.evaluate(
    (tags) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run({ runOnly: tags, resultTypes: ['violations'] }),
    TAGS,
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.split('\n').slice(1, 3).join(' ')}`),
  )
}
