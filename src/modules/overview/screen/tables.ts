import type { Count } from '#modules/account/index.ts'
import type { Say } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Shares } from '../protecting.server.ts'
import type { OverviewView } from '../view.ts'
import { CONTINUITY, DESTINATIONS, RETURNS, type Section } from '../vocabulary.ts'

/** What stands in a cell: a count (null: hidden), or what is computed of counts that are shown (null: nothing can be). */
export type Cell = { kind: 'count' | 'share' | 'rate' | 'fte'; value: Count }
export type TableOf = {
  section: Section
  key: string
  caption: string
  columns: string[]
  rows: { key: string; label: string; cells: Cell[] }[]
}

const count = (value: Count): Cell => ({ kind: 'count', value })
const share = (part: Count, whole: Count): Cell => ({
  kind: 'share',
  value: part === null || whole === null || whole === 0 ? null : part / whole,
})
const isEmpty = (value: Count) => value === 0

const sharesTable = (
  section: Section,
  key: string,
  caption: string,
  say: Say,
  { total, parts }: Shares,
  labelOf: (key: string) => string,
): TableOf[] =>
  total === null || isEmpty(total)
    ? []
    : [
        {
          section,
          key,
          caption,
          columns: [caption, say('overview.column.count'), say('overview.column.share')],
          rows: [
            ...parts
              .filter((part) => !isEmpty(part.count))
              .map((part) => ({ key: part.key, label: labelOf(part.key), cells: [count(part.count), share(part.count, total)] })),
            { key: 'all', label: say('overview.all'), cells: [count(total), share(total, total)] },
          ],
        },
      ]

/** A function by its number and name; where somebody comes from or goes to otherwise. */
export const placeLabel = (say: Say, code: string): string => {
  if (code === 'outside') return say('overview.from.outside')
  if (code === '') return say('overview.function.none')
  return /^\d/.test(code) ? `${code} ${say(`function.${code}` as MessageId)}` : say(`overview.to.${code}` as MessageId)
}

const flowTable = (view: OverviewView, say: Say): TableOf[] => {
  const rows = view.flows.filter(({ total }) => !isEmpty(total))
  const columns = DESTINATIONS.filter((to) =>
    rows.some((row) => row.total !== null && row.to.some((cell) => cell.to === to && !isEmpty(cell.count))),
  )
  return rows.length === 0
    ? []
    : [
        {
          section: 'flows',
          key: 'flows',
          caption: say('overview.flows.table'),
          columns: [say('overview.flows.from'), ...columns.map((to) => (/^\d/.test(to) ? to : placeLabel(say, to))), say('overview.all')],
          rows: rows.map(({ from, to, total }) => ({
            key: from,
            label: placeLabel(say, from),
            // Nobody comes from outside to the outside.
            cells: [
              ...columns.map((code) =>
                count(to.some((cell) => cell.to === code) ? (to.find((cell) => cell.to === code)?.count ?? null) : 0),
              ),
              count(total),
            ],
          })),
        },
      ]
}

const returnTable = (view: OverviewView, say: Say): TableOf[] => {
  const rows = view.returns.filter(({ total }) => !isEmpty(total))
  return rows.length === 0
    ? []
    : [
        {
          section: 'returns',
          key: 'returns',
          caption: say('overview.returns'),
          columns: [
            say('overview.column.function'),
            ...RETURNS.map((each) => say(`overview.returns.${each}`)),
            say('overview.all'),
            say('overview.returns.within30'),
            say('overview.returns.within90'),
          ],
          rows: rows.map(({ careFunction, total, cells: [d30 = null, d90 = null, none = null, pending = null] }) => {
            const over = d30 === null || d90 === null || none === null ? null : d30 + d90 + none
            return {
              key: careFunction,
              label: placeLabel(say, careFunction),
              cells: [
                ...[d30, d90, none, pending, total].map(count),
                share(d30, over),
                share(d30 === null || d90 === null ? null : d30 + d90, over),
              ],
            }
          }),
        },
      ]
}

const caseloadTable = ({ teams, caseload }: OverviewView, say: Say): TableOf[] =>
  teams.length === 0 || caseload.total === null
    ? []
    : [
        {
          section: 'caseload',
          key: 'caseload',
          caption: say('overview.caseload'),
          columns: [
            say('overview.column.team'),
            say('overview.caseload.followed'),
            say('overview.caseload.fte'),
            say('overview.caseload.perFte'),
          ],
          rows: [
            ...teams.map((team) => ({
              key: team.id,
              label: team.careFunction === null ? team.name : `${team.careFunction} · ${team.name}`,
              cells: [count(team.count), { kind: 'fte', value: team.fte } as Cell, { kind: 'rate', value: team.perFte } as Cell],
            })),
            ...caseload.functions.map(({ key, count: value }) => ({
              key: `function ${key}`,
              label: say('overview.caseload.function', { name: placeLabel(say, key) }),
              cells: [count(value), { kind: 'fte', value: null } as Cell, { kind: 'rate', value: null } as Cell],
            })),
          ],
        },
      ]

/** Who was followed at all in the year: who is followed in two functions counts in both, so there is no sum. */
const followedTable = ({ followed }: OverviewView, say: Say): TableOf[] =>
  followed.every(({ count: n }) => isEmpty(n))
    ? []
    : [
        {
          section: 'caseload',
          key: 'followed',
          caption: say('overview.followed'),
          columns: [say('overview.column.function'), say('overview.column.people')],
          rows: followed
            .filter(({ count: n }) => !isEmpty(n))
            .map(({ careFunction, count: n }) => ({ key: careFunction, label: placeLabel(say, careFunction), cells: [count(n)] })),
        },
      ]

const coverageTable = ({ lines, places }: OverviewView, say: Say): TableOf[] =>
  lines.length === 0 || places.total === null
    ? []
    : [
        {
          section: 'coverage',
          key: 'coverage',
          caption: say('overview.coverage'),
          columns: [say('overview.coverage.place'), say('overview.column.people'), say('overview.coverage.per')],
          rows: lines.map((line) => ({
            key: line.id,
            label: line.id === '' ? say('overview.coverage.unknown') : line.name,
            cells: [count(line.count), { kind: 'rate', value: line.per } as Cell],
          })),
        },
      ]

const plansTables = (view: OverviewView, say: Say): TableOf[] => [
  ...sharesTable('plans', 'planned', say('overview.plans.planned'), say, view.planned, (key) => say(`overview.plans.${key as 'with'}`)),
  ...sharesTable('plans', 'crises', say('overview.plans.crises'), say, view.crises, (key) => say(`overview.plans.${key as 'yes'}`)),
]

/** Every table of the dashboard, in words: what a page shows and what a file holds is this, and nothing else. */
export const tablesOf = (view: OverviewView, say: Say): TableOf[] => [
  ...sharesTable('requests', 'way', say('overview.requests.way'), say, view.requests.way, (key) => say(`overview.way.${key as 'form'}`)),
  ...sharesTable('requests', 'reason', say('overview.requests.reason'), say, view.requests.reason, (key) =>
    say(`care.reason.${key as 'other'}`),
  ),
  ...sharesTable('requests', 'answer', say('overview.requests.answer'), say, view.requests.answer, (key) =>
    say(`overview.answer.${key as 'taken'}`),
  ),
  ...sharesTable('unmet', 'unmet', say('overview.unmet'), say, view.unmet, (key) => say(`care.refusal.${key as 'other'}`)),
  ...flowTable(view, say),
  ...caseloadTable(view, say),
  ...followedTable(view, say),
  ...coverageTable(view, say),
  ...plansTables(view, say),
  ...sharesTable(
    'continuity',
    'continuity',
    say('overview.continuity'),
    say,
    { ...view.continuity, parts: CONTINUITY.flatMap((key) => view.continuity.parts.filter((part) => part.key === key)).reverse() },
    (key) => say(`overview.continuity.${key as 'yes'}`),
  ),
  ...returnTable(view, say),
]
