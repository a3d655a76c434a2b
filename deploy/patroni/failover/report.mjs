import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { PROJECT } from './cluster.mjs'
import { SCENARIOS } from './scenarios.mjs'

const seconds = (value) => value.toFixed(1)
const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
  return sorted.length === 0
    ? ''
    : sorted.length === 1
      ? seconds(middle)
      : `${seconds(middle)} (${seconds(sorted[0])}–${seconds(sorted.at(-1))})`
}
export const tally = (words) =>
  Object.entries(Object.groupBy(words, (word) => word))
    .map(([word, all]) => `${word} × ${all.length}`)
    .join(', ')

/** One run in words. */
export const lineOf = (name, turn, { gap, longest, acknowledged, lost, unsaid, refused, rejoined, way, leader }) =>
  `${name} ${turn}: ${leader} led; no write for ${seconds(gap)} s; ${acknowledged} acknowledged, ${lost} lost, ${unsaid} kept without having been acknowledged; ` +
  `not acknowledged: ${refused || 'none'}; longest request ${seconds(longest)} s; back in step: ${way}${rejoined === undefined ? '' : `, ${seconds(rejoined)} s`}`

/** All runs of one kind as a row of the table. */
export const rowOf = (name, runs) => {
  const sum = (key) => runs.reduce((total, each) => total + each[key], 0).toLocaleString('en')
  const ways = tally(runs.map(({ way }) => way))
  return `| ${SCENARIOS[name].words} | ${runs.length} | ${spread(runs.map(({ gap }) => gap))} s | ${sum('acknowledged')} | ${sum('lost')} | ${sum('unsaid')} | ${spread(runs.flatMap(({ rejoined }) => rejoined ?? []))}${runs[0].rejoined === undefined ? '' : ' s, '}${ways} |`
}

const HEAD = `| what happens | runs | no write is acknowledged for | acknowledged | lost | kept, not acknowledged | back in step |
|---|---|---|---|---|---|---|`

/** Writes a page into results/. */
export const writeResults = (name, rows, lines) => {
  const folder = join(PROJECT, 'deploy', 'patroni', 'results')
  const where = `${cpus().length} cores (${cpus()[0].model.trim()}), everything on one machine; ${new Date().toISOString().slice(0, 10)}.`
  const page = ['# Failover, measured', `Written by \`failover.mjs\`. Median (lowest–highest). ${where}`, [HEAD, ...rows].join('\n')]
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.md`), `${[...page, `\`\`\`text\n${lines.join('\n')}\n\`\`\``].join('\n\n')}\n`)
}
