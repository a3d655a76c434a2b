import type { ServerBuild } from 'react-router'

type Routes = Readonly<Record<string, { id: string; parentId?: string; path?: string } | undefined>>
/** An address of the route table. `:lang/directory/:network`; the bare address is the empty text. */
type Pattern = { text: string; id: string; parts: readonly string[] }

const partsOf = (path: string) => path.split('/').filter((part) => part !== '')

const textOf = (routes: Routes, id: string | undefined): string => {
  const route = id === undefined ? undefined : routes[id]
  if (route === undefined) return ''
  const above = textOf(routes, route.parentId)
  return [above, route.path ?? ''].filter((part) => part !== '').join('/')
}

/** The more is fixed, and the earlier, the better: as React Router ranks its routes. A star is the last resort. */
const rank = ({ parts }: Pattern) => parts.map((part) => (part === '*' ? '0' : part.startsWith(':') ? '1' : '2')).join('')
const fits = (parts: readonly string[], asked: readonly string[]) =>
  parts.every((part, at) => part === '*' || (asked[at] !== undefined && (part.startsWith(':') || part === asked[at])))

/** React Router asks for the data of a page at its address with `.data`, of the bare one at `_root.data`, of one with a slash at `_.data`. */
const askedFor = (path: string) => partsOf(path.replace(/(^\/_root|\/_)?\.data$/, ''))

/**
 * Which address of the route table a path is, without the values in it: for lines and counts that must not say who or what was looked at.
 * @returns undefined for a path of no route
 */
export const patternFinder = (build: Pick<ServerBuild, 'routes'>): ((path: string) => { text: string; id: string } | undefined) => {
  const routes: Routes = build.routes
  const patterns = Object.keys(routes)
    .filter((id) => id !== 'root')
    .map((id) => {
      const text = textOf(routes, id)
      return { id, text, parts: partsOf(text) }
    })
  // Of a layout and the page in it, which have the same address, the page comes last.
  const ordered = patterns.reverse().sort((one, other) => rank(other).localeCompare(rank(one)))
  return (path) => {
    const asked = askedFor(path)
    return ordered.find(
      ({ parts }) => (parts.at(-1) === '*' ? parts.length <= asked.length : parts.length === asked.length) && fits(parts, asked),
    )
  }
}
