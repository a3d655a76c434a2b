import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'

const HERE = import.meta.dirname
const OUT = join(HERE, '..', '..', 'build', 'client')
// Letters of the area's languages; the others come by the network where somebody needs them.
const FONT = /(atkinson-hyperlegible-next|newsreader)-latin-wght-normal/

const common = { configFile: false, publicDir: false, logLevel: 'warn', root: join(HERE, '..', '..') } as const
const outputOf = (built: Awaited<ReturnType<typeof build>>): Rolldown.RolldownOutput['output'] => {
  const [first] = Array.isArray(built) ? built : [built]
  if (first === undefined || !('output' in first)) throw new Error('the area for the road was not built')
  return first.output
}

const buildArea = async () => {
  const area = await build({
    ...common,
    base: '/',
    build: {
      outDir: OUT,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: { field: join(HERE, 'main.tsx') },
        output: { entryFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]', codeSplitting: false },
      },
    },
  })
  await build({
    ...common,
    build: {
      outDir: OUT,
      emptyOutDir: false,
      rolldownOptions: { input: join(HERE, 'worker', 'worker.ts'), output: { format: 'iife', entryFileNames: 'field-worker.js' } },
    },
  })
  const names = outputOf(area).map(({ fileName }) => `/${fileName}`)
  const only = (end: string) => names.find((name) => name.startsWith('/assets/field-') && name.endsWith(end)) ?? ''
  const files = [only('.js'), only('.css'), ...names.filter((name) => FONT.test(name))]
  const worker = readFileSync(join(OUT, 'field-worker.js'))
  const version = createHash('sha256').update(files.join()).update(worker).digest('hex').slice(0, 12)
  writeFileSync(join(OUT, 'field.json'), JSON.stringify({ version, script: only('.js'), style: only('.css'), files }))
}

/**
 * Builds the area for work without a network beside the pages: one script, one style and one service worker of its own, so that a
 * phone keeps it whole and nothing of the site comes along.
 */
export const fieldArea = (): Plugin => ({
  name: 'maillage-field',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  closeBundle: buildArea,
})
