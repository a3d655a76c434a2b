// Reads the whole source as a graph of functions: which one calls which, which one writes, reads or sends something, and which one
// notes it in the trail. What it cannot see: a write that is put together from parts at run time.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'vite'

type Node = { type: string } & Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []))
const nameOf = (value: unknown) => (isNode(value) && value.type === 'Identifier' ? String(value.name) : undefined)

/** Everything that a part of a program says: the names it uses, the methods it calls with their first word, and the texts it holds. */
const saidIn = (root: Node) => {
  const names = new Set<string>()
  const calls: string[] = []
  const texts: string[] = []
  const walk = (node: Node) => {
    if (node.type === 'Identifier') names.add(String(node.name))
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value)
    if (node.type === 'TemplateLiteral')
      texts.push((node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…'))
    if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.type === 'MemberExpression') {
      const [first] = node.arguments as Node[]
      calls.push(`${nameOf(node.callee.property)}(${first?.type === 'Literal' ? first.value : ''})`)
    }
    for (const child of childrenOf(node)) walk(child)
  }
  walk(root)
  return { names, calls, texts }
}

export type Part = ReturnType<typeof saidIn> & { id: string; uses: Set<string> }
type Source = { file: string; text: string }

const ALIASES = [
  ['#platform/', 'src/platform/'],
  ['#modules/', 'src/modules/'],
] as const
const fileOf = (from: string, specifier: string) => {
  const alias = ALIASES.find(([start]) => specifier.startsWith(start))
  if (alias !== undefined) return alias[1] + specifier.slice(alias[0].length)
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : null
}

/** The functions and values at the top of one file, with what each name in it stands for elsewhere. */
const partsOf = ({ file, text }: Source): Part[] => {
  const body = (parseSync(file, text).program as unknown as { body: Node[] }).body
  const known = new Map<string, string>()
  const own: { name: string; node: Node }[] = []
  for (const statement of body) {
    const from = isNode(statement.source) ? fileOf(file, String(statement.source.value)) : null
    if (from !== null && statement.importKind !== 'type' && statement.exportKind !== 'type')
      for (const each of (statement.specifiers ?? []) as Node[]) {
        const [far, near] =
          statement.type === 'ImportDeclaration' ? [nameOf(each.imported), nameOf(each.local)] : [nameOf(each.local), nameOf(each.exported)]
        if (far === undefined || near === undefined) continue
        if (statement.type === 'ImportDeclaration') known.set(near, `${from}#${far}`)
        else own.push({ name: near, node: { type: 'Reexport', target: `${from}#${far}` } })
      }
    const declared = isNode(statement.declaration) ? statement.declaration : statement
    if (declared.type === 'FunctionDeclaration') own.push({ name: nameOf(declared.id) ?? 'default', node: declared })
    if (declared.type === 'VariableDeclaration')
      for (const each of declared.declarations as Node[]) own.push({ name: nameOf(each.id) ?? '(parts)', node: each })
    if (declared.type === 'ExpressionStatement') own.push({ name: `(line ${own.length})`, node: declared })
  }
  for (const { name } of own) known.set(name, `${file}#${name}`)
  return own.map(({ name, node }) => {
    const said = saidIn(node)
    const uses = new Set([...said.names].flatMap((each) => known.get(each) ?? []))
    if (typeof node.target === 'string') uses.add(node.target)
    uses.delete(`${file}#${name}`)
    return { ...said, id: `${file}#${name}`, uses }
  })
}

export const ourSources = (root: string): Source[] =>
  globSync('src/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.(test|test-support)\.tsx?$|\.d\.ts$|\+types|^src\/dev\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

/** The functions of the database that change something when they are called, by what the migrations say of them. */
export const changingFunctions = (root: string): string[] => {
  const migrations = globSync('src/**/migrations/*.sql', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'))
  return migrations.flatMap((sql) =>
    [...sql.matchAll(/create (?:or replace )?function ([a-z]+\.[a-z_]+)\(([\s\S]*?)(?:\bas \$|begin atomic|\breturn\b)/g)]
      .filter(([, , head = '']) => !/\b(stable|immutable|returns trigger)\b/.test(head))
      .map(([, name = '']) => name),
  )
}

// Begins of names: recordRead, recordExport and recordSignIn too. What else stands in these files notes nothing by itself.
const TRAIL = ['src/platform/audit.server.ts#record', 'src/platform/db.server.ts#record']

/**
 * The functions that do something of a kind without its entry in the trail: neither they themselves, nor whatever they call, nor
 * everybody who calls them, notes it. A screen that notes one thing may do another unseen, so that for what is written its entry does
 * not count.
 */
export const untold = (sources: readonly Source[], does: (part: Part) => boolean, mayRoutesTell = false): string[] => {
  const parts = new Map(sources.flatMap(partsOf).map((part) => [part.id, part]))
  const callers = new Map<string, string[]>()
  for (const { id, uses } of parts.values()) for (const used of uses) callers.set(used, [...(callers.get(used) ?? []), id])
  const tells = (id: string, seen = new Set<string>()): boolean => {
    if (TRAIL.some((start) => id.startsWith(start)) || parts.get(id)?.texts.some((text) => text.includes('select platform.record')))
      return true
    if (seen.has(id)) return false
    seen.add(id)
    return [...(parts.get(id)?.uses ?? [])].some((used) => tells(used, seen))
  }
  const isTold = (id: string, seen = new Set<string>()): boolean => {
    if (!mayRoutesTell && /#(loader|action)$/.test(id)) return false
    if (tells(id) || seen.has(id)) return true
    seen.add(id)
    const above = callers.get(id) ?? []
    return above.length > 0 && above.every((each) => isTold(each, seen))
  }
  return [...parts.values()]
    .filter((part) => !part.id.startsWith('src/platform/audit.server.ts') && does(part) && !isTold(part.id))
    .map(({ id }) => id)
}

const WRITES = /^(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(/
const SQL_WRITES = /\b(insert into|delete from|truncate)\b|\bupdate\s+\S+\s+(as\s+\w+\s+)?(\w+\s+)?set\b|\bmerge into\b/i

export const writesWith =
  (functions: readonly string[]) =>
  ({ calls, texts }: Part): boolean =>
    calls.some((call) => WRITES.test(call)) ||
    texts.some((text) => SQL_WRITES.test(text) || functions.some((name) => text.includes(`${name}(`)))

export const readsFrom =
  (tables: readonly string[]) =>
  ({ calls, texts }: Part): boolean =>
    calls.some((call) =>
      tables.some((table) => new RegExp(`^(selectFrom|\\w*[jJ]oin)\\(${table.replace('.', '\\.')}( as \\w+)?\\)$`).test(call)),
    ) || texts.some((text) => tables.some((table) => new RegExp(`\\b(from|join)\\s+${table.replace('.', '\\.')}\\b`, 'i').test(text)))

export const sendsFiles = ({ texts }: Part): boolean => texts.some((text) => text.includes('filename='))
