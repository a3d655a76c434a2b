import type { Indicator } from './indicator.ts'

// Courses: the inter-university diploma and the school of magistrates.
export const trainingIndicators: readonly Indicator[] = [
  { id: 'diu.participants', programme: 'training', unit: 'people', kind: 'flow' },
  {
    id: 'diu.sessions',
    programme: 'training',
    unit: 'sessions',
    kind: 'flow',
    parts: [{ dimension: 'place', values: ['paris', 'lille', 'marseille'], complete: true }],
    from: {
      fact: 'activities',
      kinds: ['diu_session'],
      programme: 'training',
      split: { dimension: 'place', territories: { paris: 'FR-75056', lille: 'FR-59350', marseille: 'FR-13055' } },
    },
    dimensions: ['place'],
  },
  {
    id: 'diu.dissertations',
    programme: 'training',
    unit: 'dissertations',
    kind: 'flow',
    within: [{ indicator: 'diu.participants' }],
    from: { fact: 'outcomes', kinds: ['thesis'], programme: 'training' },
  },
  { id: 'diu.visits', programme: 'training', unit: 'visits', kind: 'flow' },
  { id: 'diu.modules', programme: 'training', unit: 'modules', kind: 'setting' },
  { id: 'diu.days', programme: 'training', unit: 'days', kind: 'setting' },
  {
    id: 'enm.participants',
    programme: 'training',
    unit: 'people',
    kind: 'flow',
    from: { fact: 'attendance', kinds: ['enm_session'], programme: 'training', category: 'learners' },
  },
  { id: 'enm.days', programme: 'training', unit: 'days', kind: 'setting' },
]
