import { unsetOf } from './check.server.ts'
import { GROUPS, type Name, SETTINGS } from './descriptions.server.ts'

const MARKS = { start: '<!-- settings -->', end: '<!-- /settings -->' }

const row = (name: Name): string => {
  const description = SETTINGS[name]
  const also = 'secret' in description ? '; secret' : 'environmentOnly' in description ? '; environment only' : ''
  return `| \`${name}\` | ${description.what}${also} | ${unsetOf(name)} |`
}

/** The tables of docs/settings.md, one for each group. */
export const settingsTables = (): string =>
  (Object.keys(GROUPS) as (keyof typeof GROUPS)[])
    .map((group) => {
      const names = (Object.keys(SETTINGS) as Name[]).filter((name) => SETTINGS[name].group === group)
      return [`## ${GROUPS[group]}`, '', '| setting | what it sets | unless set |', '|---|---|---|', ...names.map(row)].join('\n')
    })
    .join('\n\n')

/** A page with the tables in their place. @throws when the page has no place for them */
export const withTables = (page: string): string => {
  const [start, end] = [page.indexOf(MARKS.start), page.indexOf(MARKS.end)]
  if (start < 0 || end < start) throw new Error(`the page has no ${MARKS.start} … ${MARKS.end}`)
  return `${page.slice(0, start + MARKS.start.length)}\n${settingsTables()}\n${page.slice(end)}`
}
