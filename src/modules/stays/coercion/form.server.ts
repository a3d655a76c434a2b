import { listWorkers } from '#modules/care/index.ts'
import type { Scope } from '#platform/db.server.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import type { Option } from '#platform/ui/index.ts'

/**
 * Those who can have decided: everybody who works in a team of the network today, the team's own first, each with their profession in the
 * language of the page.
 */
export const colleaguesOf = async (scope: Scope, network: string, house: string, lang: string | undefined): Promise<Option[]> => {
  const say = sayWith(intlOf(localeOf(lang) ?? 'fr'))
  const workers = (await listWorkers(scope, network)).filter(({ isNow }) => isNow)
  const ordered = [...workers.filter(({ serviceId }) => serviceId === house), ...workers.filter(({ serviceId }) => serviceId !== house)]
  const known = new Map<string, Option>()
  for (const { personId, name, profession } of ordered)
    if (!known.has(personId)) known.set(personId, { value: personId, label: `${name}, ${say(`care.profession.${profession}`)}` })
  return [...known.values()]
}
