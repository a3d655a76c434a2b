import type { Count } from '#modules/account/index.ts'
import type { Say } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inSentences } from '../counting.ts'
import type { Shares } from '../protecting.server.ts'
import type { OverviewView, TeamLine } from '../view.ts'
import { CONTINUITY, DESTINATIONS, FUNCTION_ROW, RETURNS } from '../vocabulary.ts'
import { beforeIn, type Cell, count, isEmpty, share, sharesTable, type TableOf } from './cells.ts'

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
  const days = inSentences(view.counting)
  return rows.length === 0
    ? []
    : [
        {
          section: 'returns',
          key: 'returns',
          caption: say('overview.returns'),
          columns: [
            say('overview.column.function'),
            ...RETURNS.map((each) => say(`overview.returns.${each}`, days)),
            say('overview.all'),
            say('overview.returns.within', { n: days.soon }),
            say('overview.returns.within', { n: days.back }),
          ],
          keys: ['function', ...RETURNS, 'all', 'soon', 'back'],
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

/** Staff of several teams together; not known where it is not known of one of them. */
const fteOf = (teams: readonly TeamLine[]): Count =>
  teams.reduce<Count>((all, { fte }) => (all === null || fte === null ? null : all + fte), 0)
const staffCells = (people: Count, fte: Count): Cell[] => [
  { kind: 'fte', value: fte },
  { kind: 'rate', value: people === null || fte === null || fte === 0 ? null : people / fte },
]

const caseloadTable = (view: OverviewView, say: Say): TableOf[] => {
  const { teams, caseload } = view
  if (teams.length === 0 || caseload.total === null) return []
  const earlier = beforeIn(say, view.before.same)
  const was = (list: readonly { key: string; count: Count }[], key: string) => list.find((each) => each.key === key)?.count
  return [
    {
      section: 'caseload',
      key: 'caseload',
      caption: say('overview.caseload'),
      columns: [
        say('overview.column.team'),
        say('overview.caseload.followed'),
        say('overview.caseload.fte'),
        say('overview.caseload.perFte'),
        ...earlier.columns,
      ],
      rows: [
        ...caseload.functions.map(({ key, count: people }) => ({
          key: `${FUNCTION_ROW}${key}`,
          label: say('overview.caseload.function', { name: placeLabel(say, key) }),
          cells: [
            count(people),
            ...staffCells(people, fteOf(teams.filter(({ careFunction }) => (careFunction ?? '') === key))),
            ...earlier.cells((shown) => was(shown.caseload.functions, key)),
          ],
        })),
        ...teams.map((team) => ({
          key: team.id,
          label: team.careFunction === null ? team.name : `${team.careFunction} · ${team.name}`,
          cells: [count(team.count), ...staffCells(team.count, team.fte), ...earlier.cells((shown) => was(shown.caseload.teams, team.id))],
        })),
      ],
    },
  ]
}

/** Who was followed at all in the year: who is followed in two functions counts in both, so there is no sum. */
const followedTable = (view: OverviewView, say: Say): TableOf[] => {
  if (view.followed.every(({ count: n }) => isEmpty(n))) return []
  const earlier = beforeIn(say, view.before.year)
  return [
    {
      section: 'caseload',
      key: 'followed',
      caption: say('overview.followed'),
      columns: [say('overview.column.function'), say('overview.column.people'), ...earlier.columns],
      rows: view.followed
        .filter(({ count: n }) => !isEmpty(n))
        .map(({ careFunction, count: n }) => ({
          key: careFunction,
          label: placeLabel(say, careFunction),
          cells: [count(n), ...earlier.cells((shown) => shown.followed.find((each) => each.careFunction === careFunction)?.count)],
        })),
    },
  ]
}

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
            key: line.id === '' ? 'unknown' : line.id,
            label: line.id === '' ? say('overview.coverage.unknown') : line.name,
            cells: [count(line.count), { kind: 'rate', value: line.per } as Cell],
          })),
        },
      ]

const requestTables = (view: OverviewView, say: Say): TableOf[] => {
  const ofRequests = (key: 'way' | 'reason' | 'answer', labelOf: (key: string) => string) =>
    sharesTable(view, say, {
      section: 'requests',
      key,
      caption: say(`overview.requests.${key}`),
      pick: ({ requests }) => requests[key],
      labelOf,
      isQuarterly: true,
    })
  return [
    ...ofRequests('way', (key) => say(`overview.way.${key as 'form'}`)),
    ...ofRequests('reason', (key) => say(`care.reason.${key as 'other'}`)),
    ...ofRequests('answer', (key) => say(`overview.answer.${key as 'taken'}`)),
    ...sharesTable(view, say, {
      section: 'unmet',
      key: 'unmet',
      caption: say('overview.unmet'),
      pick: ({ unmet }) => unmet,
      labelOf: (key) => say(`care.refusal.${key as 'other'}`),
      isQuarterly: true,
    }),
  ]
}

const plansTables = (view: OverviewView, say: Say): TableOf[] =>
  (['planned', 'crises'] as const).flatMap((key) =>
    sharesTable(view, say, {
      section: 'plans',
      key,
      caption: say(`overview.plans.${key}`),
      pick: (shown) => shown[key],
      labelOf: (part) => say(`overview.plans.${part as 'with'}`),
    }),
  )

const inOrder = ({ total, parts }: Shares): Shares => ({
  total,
  parts: CONTINUITY.flatMap((key) => parts.filter((part) => part.key === key)).reverse(),
})

/** Every table of the dashboard, in words: what a page shows and what a file holds is this, and nothing else. */
export const tablesOf = (view: OverviewView, say: Say): TableOf[] => [
  ...requestTables(view, say),
  ...flowTable(view, say),
  ...caseloadTable(view, say),
  ...followedTable(view, say),
  ...coverageTable(view, say),
  ...plansTables(view, say),
  ...sharesTable(view, say, {
    section: 'continuity',
    key: 'continuity',
    caption: say('overview.continuity'),
    pick: ({ continuity }) => inOrder(continuity),
    labelOf: (key) => say(`overview.continuity.${key as 'yes'}`, inSentences(view.counting)),
  }),
  ...returnTable(view, say),
]
