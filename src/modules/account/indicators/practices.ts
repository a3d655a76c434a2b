import type { Indicator } from './indicator.ts'

// Visits, delegations and study tours.
export const practicesIndicators: readonly Indicator[] = [
  {
    id: 'visits.people',
    programme: 'practices',
    unit: 'people',
    kind: 'flow',
    parts: [{ dimension: 'delegation', complete: true }],
    from: { fact: 'attendance-each', kinds: ['delegation'], programme: 'practices', dimension: 'delegation' },
    dimensions: ['delegation'],
  },
  { id: 'visits.people.average', programme: 'practices', unit: 'people-per-year', kind: 'average' },
  {
    id: 'tour.delegates',
    programme: 'study-tour',
    unit: 'people',
    kind: 'flow',
    from: { fact: 'attendance', kinds: ['study_tour'], programme: 'study-tour', category: 'professionals' },
  },
]
