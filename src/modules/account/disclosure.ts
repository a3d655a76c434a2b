// Disclosure control: cell suppression in tables of counts of people.
//
// A table with its margins is a flow network: a node for each row and each column, an arc for each cell, and arcs for the totals, which
// close the circle. Whoever adds and subtracts can move numbers only around closed circles of hidden cells, so a hidden cell is protected
// exactly when such circles run through it. We look for the cheapest ones, one small cell after another, and hide what lies on them.
// Network method: Cox, "Suppression methodology and statistical disclosure control", JASA 75 (1980), and "Network models for complementary
// cell suppression", JASA 90 (1995). Terms: Handbook on Statistical Disclosure Control (ESSnet SDC / Eurostat), chapter on tables.
//
// The reader is taken to know the shown numbers, that counts are whole and not negative, and the threshold, but not which hidden cell is
// small and which is hidden to protect it: never show that difference. Other tables with the same people in them are not considered.

export type ProtectedCell = { shown: number } | { suppressed: 'primary' | 'complementary' }
export type CountTable = {
  cells: readonly (readonly number[])[]
  rowTotals: readonly number[]
  columnTotals: readonly number[]
  grandTotal: number
}
export type ProtectedTable = {
  cells: ProtectedCell[][]
  rowTotals: ProtectedCell[]
  columnTotals: ProtectedCell[]
  grandTotal: ProtectedCell
}
export type ProtectedSeries = { cells: ProtectedCell[]; total?: ProtectedCell }

/** A count on its way from one sum to another. `cost`: how much is lost by hiding it, compared with other cells. */
type Arc = { from: number; to: number; value: number; cost: number }

// Few hidden cells matter most, then keeping totals, then keeping large counts. A zero is hidden only where nothing else helps.
const COST = { part: 10, total: 13, grandTotal: 16, zero: 1000 } as const
const costOf = (value: number, kind: 'part' | 'total' | 'grandTotal') => (value === 0 ? COST.zero : COST[kind] + value / (value + 1000))

/**
 * Hides the counts from 1 to threshold − 1, totals too, and as few others as needed so that for every hidden cell at least two values remain
 * possible, and for each small one a value that is not small: nobody can be certain that it lies under the threshold.
 * Totals that are not the sum of their cells are accepted: the difference is taken to be known.
 * @throws RangeError for a count that is not a whole number from 0, or rows of another length than the columns
 */
export const protect = (
  { cells, rowTotals, columnTotals, grandTotal }: CountTable,
  { threshold }: { threshold: number },
): ProtectedTable => {
  if (cells.length !== rowTotals.length || cells.some((row) => row.length !== columnTotals.length))
    throw new RangeError('a table needs one total for each row and each column')
  const [top, bottom, columns] = [0, 1, columnTotals.length]
  const [rowNode, columnNode] = [(row: number) => 2 + row, (column: number) => 2 + rowTotals.length + column]
  const arcs = [
    ...cells.flatMap((row, r) => row.map((value, c) => ({ from: rowNode(r), to: columnNode(c), value, cost: costOf(value, 'part') }))),
    ...rowTotals.map((value, r) => ({ from: top, to: rowNode(r), value, cost: costOf(value, 'total') })),
    ...columnTotals.map((value, c) => ({ from: columnNode(c), to: bottom, value, cost: costOf(value, 'total') })),
    { from: bottom, to: top, value: grandTotal, cost: costOf(grandTotal, 'grandTotal') },
  ]
  const done = protectArcs(arcs, threshold)
  const margins = cells.length * columns
  return {
    cells: cells.map((_, r) => done.slice(r * columns, (r + 1) * columns)),
    rowTotals: done.slice(margins, margins + rowTotals.length),
    columnTotals: done.slice(margins + rowTotals.length, -1),
    grandTotal: done.at(-1) ?? { shown: grandTotal },
  }
}

/** The same for counts in one row, with their total if it is shown. Without a total, small counts are all that is hidden. */
export const protectSeries = (values: readonly number[], { threshold, total }: { threshold: number; total?: number }): ProtectedSeries => {
  const parts = values.map((value) => ({ from: 0, to: 1, value, cost: costOf(value, 'part') }))
  if (total === undefined)
    return { cells: parts.map(({ value }) => (isSmall(counted(value), threshold) ? { suppressed: 'primary' } : { shown: value })) }
  const done = protectArcs([...parts, { from: 1, to: 0, value: total, cost: costOf(total, 'total') }], threshold)
  return { cells: done.slice(0, -1), total: done.at(-1) ?? { shown: total } }
}

/** A count on its way between two sums, which are named as one likes; `kind` says how much is lost by hiding it. */
export type Flowing = { from: string; to: string; value: number; kind: 'part' | 'total' | 'grandTotal' }

/**
 * The same for several tables that share margins, as long as all of it is one flow: what comes into each sum goes out of it again, and the
 * grand total closes the circle. Two tables with the same columns, one above the other: grand total → rows → columns → rows of the other →
 * grand total. @returns the cells in the order given
 */
export const protectFlow = (cells: readonly Flowing[], { threshold }: { threshold: number }): ProtectedCell[] => {
  const names = [...new Set(cells.flatMap(({ from, to }) => [from, to]))]
  const nodes = new Map(names.map((name, at) => [name, at]))
  const nodeOf = (name: string) => nodes.get(name) ?? 0
  return protectArcs(
    cells.map(({ from, to, value, kind }) => ({ from: nodeOf(from), to: nodeOf(to), value, cost: costOf(value, kind) })),
    threshold,
  )
}

const isSmall = (value: number, threshold: number) => value > 0 && value < threshold
const counted = (value: number) => {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`a count of people is a whole number from 0, not ${value}`)
  return value
}

const protectArcs = (arcs: readonly Arc[], threshold: number): ProtectedCell[] => {
  const small = new Set(arcs.flatMap(({ value }, at) => (isSmall(counted(value), threshold) ? [at] : [])))
  const hidden = new Set(small)
  for (const at of small) raise({ arcs, hidden, price: 1 }, at, threshold)
  showNeedless(arcs, hidden, small, threshold)
  return arcs.map(({ value }, at) => (hidden.has(at) ? { suppressed: small.has(at) ? 'primary' : 'complementary' } : { shown: value }))
}

/**
 * Later circles can make earlier ones unnecessary: what costs most is shown again where all small counts stay protected without it.
 * What then remains lies on a circle that some small count needs, so it can take another value itself.
 */
const showNeedless = (arcs: readonly Arc[], hidden: Set<number>, small: ReadonlySet<number>, threshold: number) => {
  const costOfArc = (at: number) => arcs[at]?.cost ?? 0
  const complementary = [...hidden].filter((at) => !small.has(at)).sort((a, b) => costOfArc(b) - costOfArc(a) || a - b)
  for (const at of complementary) {
    hidden.delete(at)
    if (![...small].every((other) => raise({ arcs, hidden, price: Infinity }, other, threshold))) hidden.add(at)
  }
}

/** `price`: by how much the cost of hiding another arc counts. */
type Table = { arcs: readonly Arc[]; hidden: Set<number>; price: number }
/** How far each arc has moved from its true value. */
type Moves = Map<number, number>
type Step = { at: number; forward: boolean }

/**
 * Raises one arc to a value along the cheapest circles, and hides every arc on them. The numbers themselves stay: each arc is judged from
 * the true table. At a price of Infinity only what is hidden already may move.
 * @returns whether the value is reached
 */
const raise = ({ arcs, hidden, price }: Table, at: number, goal: number): boolean => {
  const moves: Moves = new Map()
  const arc = arcs[at]
  if (arc === undefined) return false
  for (let left = goal - arc.value; left > 0; ) {
    const path = cheapestPath({ arcs, hidden, price, moves, except: at }, arc.to, arc.from)
    if (path === null) return false
    const amount = Math.min(left, ...path.map((step) => roomOf(arcs, moves, step)))
    for (const step of path) {
      moves.set(step.at, (moves.get(step.at) ?? 0) + (step.forward ? amount : -amount))
      hidden.add(step.at)
    }
    left -= amount
  }
  return true
}

/** How much more can pass: upwards without limit, downwards until nothing is left. */
const roomOf = (arcs: readonly Arc[], moves: Moves, { at, forward }: Step) =>
  forward ? Infinity : (arcs[at]?.value ?? 0) + (moves.get(at) ?? 0)

type Search = Table & { moves: Moves; except: number }

/** The cheapest way between two nodes over arcs that can move (Bellman–Ford); hidden arcs cost nothing. Null when there is none. */
const cheapestPath = ({ arcs, hidden, price, moves, except }: Search, from: number, to: number): Step[] | null => {
  const cost = new Map<number, number>([[from, 0]])
  const came = new Map<number, Step & { node: number }>()
  const relax = (node: number, next: number, step: Step, weight: number) => {
    const total = (cost.get(node) ?? Infinity) + weight
    if (!(total < (cost.get(next) ?? Infinity)) || roomOf(arcs, moves, step) === 0) return false
    cost.set(next, total)
    came.set(next, { ...step, node })
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    arcs.forEach((arc, at) => {
      const weight = hidden.has(at) ? 0 : arc.cost * price
      if (at === except || weight === Infinity) return
      changed = relax(arc.from, arc.to, { at, forward: true }, weight) || relax(arc.to, arc.from, { at, forward: false }, weight) || changed
    })
  }
  return pathTo(to, from, came)
}

const pathTo = (to: number, from: number, came: ReadonlyMap<number, Step & { node: number }>): Step[] | null => {
  const path: Step[] = []
  for (let node = to; node !== from; ) {
    const step = came.get(node)
    if (step === undefined) return null
    path.push({ at: step.at, forward: step.forward })
    node = step.node
  }
  return path
}
