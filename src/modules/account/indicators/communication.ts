import type { Indicator } from './indicator.ts'

// Newsletter, followers, events, the centre itself.
export const communicationIndicators: readonly Indicator[] = [
  {
    id: 'newsletter.editions',
    programme: 'communication',
    unit: 'editions',
    kind: 'flow',
    from: { fact: 'outcomes', kinds: ['newsletter'] },
  },
  { id: 'newsletter.readings', programme: 'communication', unit: 'readings-per-month', kind: 'average' },
  { id: 'communication.followers', programme: 'communication', unit: 'followers', kind: 'stock', dimensions: ['network'] },
  {
    id: 'event.attendance',
    programme: 'communication',
    unit: 'people',
    kind: 'flow',
    from: { fact: 'attendance-of-activity' },
    dimensions: ['activity', 'category'],
  },
  { id: 'event.countries', programme: 'communication', unit: 'countries', kind: 'flow', dimensions: ['activity'] },
  { id: 'event.sessions', programme: 'communication', unit: 'sessions', kind: 'flow', dimensions: ['activity'] },
  { id: 'event.days', programme: 'communication', unit: 'days', kind: 'setting', dimensions: ['activity'] },
  { id: 'whocc.centres', programme: 'communication', unit: 'centres', kind: 'stock' },
  {
    id: 'whocc.centres.mental-health',
    programme: 'communication',
    unit: 'centres',
    kind: 'stock',
    within: [{ indicator: 'whocc.centres' }],
  },
  { id: 'whocc.terms', programme: 'communication', unit: 'terms', kind: 'setting' },
  { id: 'whocc.designation.years', programme: 'communication', unit: 'years', kind: 'setting' },
  { id: 'ccoms.project-managers', programme: 'communication', unit: 'people', kind: 'stock' },
  { id: 'ccoms.team', programme: 'communication', unit: 'people', kind: 'stock' },
  { id: 'programme.since', programme: 'communication', unit: 'calendar-year', kind: 'setting', dimensions: ['programme'] },
]
