import type { Indicator } from './indicator.ts'

// Teams that go out by stops, from the counts of the module `outreach`: one row for a year, because nobody who was met has one of their own.
export const outreachIndicators: readonly Indicator[] = [
  { id: 'outreach.met', programme: 'reform', unit: 'people', kind: 'flow', from: { fact: 'outreach', of: 'met' } },
  { id: 'outreach.stops', programme: 'reform', unit: 'sessions', kind: 'flow', from: { fact: 'outreach', of: 'stops' } },
]
