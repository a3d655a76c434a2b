import { existsSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Easy-to-read French stands on French, for what only professionals read. For the browser both become one file with each message once, the
 * easy one first: pages that are read on old telephones do not fetch what they never say.
 */
export const easyCatalogues = (): Plugin => ({
  name: 'maillage-easy-catalogues',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  load(id) {
    if (!id.endsWith('/messages/fr-x-falc.json')) return null
    const french = id.replace('fr-x-falc.json', 'fr.json')
    if (!existsSync(french)) return null
    this.addWatchFile(french)
    const both: unknown = { ...JSON.parse(readFileSync(french, 'utf8')), ...JSON.parse(readFileSync(id, 'utf8')) }
    return JSON.stringify(both)
  },
})
