import type { Indicator } from './indicator.ts'

// How a network steers itself, from the records of the module `network`.
const of = 'reform'
export const steeringIndicators: readonly Indicator[] = [
  {
    id: 'steering.beds.out',
    programme: of,
    unit: 'beds',
    kind: 'stock',
    parts: [{ dimension: 'state', values: ['frozen', 'closed'], complete: true }],
    dimensions: ['state'],
    from: { fact: 'steering-at-end', of: 'beds-out', dimension: 'state' },
  },
  { id: 'steering.fte.freed', programme: of, unit: 'fte', kind: 'stock', from: { fact: 'steering-at-end', of: 'fte-freed' } },
  {
    id: 'steering.meetings',
    programme: of,
    unit: 'meetings',
    kind: 'flow',
    dimensions: ['committee'],
    from: { fact: 'steering', of: 'meetings', dimension: 'committee' },
  },
  { id: 'steering.decisions', programme: of, unit: 'decisions', kind: 'flow', from: { fact: 'steering', of: 'decisions' } },
  { id: 'steering.decisions.done', programme: of, unit: 'decisions', kind: 'flow', from: { fact: 'steering', of: 'decisions-done' } },
  { id: 'steering.actions.done', programme: of, unit: 'actions', kind: 'flow', from: { fact: 'steering', of: 'actions-done' } },
  { id: 'steering.courses', programme: of, unit: 'courses', kind: 'flow', from: { fact: 'steering', of: 'courses' } },
  {
    id: 'steering.seats',
    programme: of,
    unit: 'seats',
    kind: 'stock',
    dimensions: ['college'],
    from: { fact: 'steering-at-end', of: 'seats', dimension: 'college' },
  },
  {
    id: 'steering.seats.filled',
    programme: of,
    unit: 'seats',
    kind: 'stock',
    within: [{ indicator: 'steering.seats' }],
    dimensions: ['college'],
    from: { fact: 'steering-at-end', of: 'seats-filled', dimension: 'college' },
  },
]
