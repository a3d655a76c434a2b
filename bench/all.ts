import { readFileSync, writeFileSync } from 'node:fs'
import { account } from './account.bench.ts'
import { audit } from './audit.bench.ts'
import { backup } from './backup.bench.ts'
import { type Bench, machine, type Result } from './bench.ts'
import { board } from './board.bench.ts'
import { care } from './care.bench.ts'
import { field } from './field.bench.ts'
import { guide } from './guide.bench.ts'
import { overview } from './overview.bench.ts'
import { pages } from './pages.bench.ts'
import { requestsBench } from './requests.bench.ts'
import { signIns } from './sign-in.bench.ts'
import { start } from './start.bench.ts'

const ALL: readonly Bench[] = [start, pages, signIns, requestsBench, guide, account, audit, backup, care, board, overview, field]
const FILE = 'docs/benchmarks.md'

const asked = process.argv.slice(2)
const say = (line: string) => void process.stderr.write(`  ${line}\n`)

const tableOf = (results: readonly Result[]) =>
  ['| what | measured | aim |', '|---|---|---|', ...results.map(({ what, figure, aim = '' }) => `| ${what} | ${figure} | ${aim} |`)].join(
    '\n',
  )

/** Each benchmark owns the part of the page between its two marks; the words around them are written by hand. */
const keep = ({ name, title }: Bench, body: string) => {
  const page = readFileSync(FILE, 'utf8')
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const part = `${open}\n## ${title}\n\n${machine()}; ${new Date().toISOString().slice(0, 10)}.\n\n${body}\n${close}`
  const at = page.indexOf(open)
  writeFileSync(
    FILE,
    at === -1 ? `${page.trimEnd()}\n\n${part}\n` : page.slice(0, at) + part + page.slice(page.indexOf(close) + close.length),
  )
}

for (const bench of ALL.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  process.stderr.write(`${bench.title}\n`)
  const body = tableOf(await bench.run(say))
  process.stdout.write(`\n${bench.title}\n\n${body}\n`)
  keep(bench, body)
}
