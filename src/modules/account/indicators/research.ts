import type { Indicator } from './indicator.ts'

// The two trials, TABAPSY and EQUAR.
export const researchIndicators: readonly Indicator[] = [
  { id: 'tabapsy.centres', programme: 'tabapsy', unit: 'centres', kind: 'stock', atLeastEach: ['tabapsy.establishments'] },
  { id: 'tabapsy.establishments', programme: 'tabapsy', unit: 'establishments', kind: 'stock' },
  {
    id: 'tabapsy.posters',
    programme: 'tabapsy',
    unit: 'posters',
    kind: 'flow',
    from: { fact: 'outcomes', kinds: ['poster'], programme: 'tabapsy' },
  },
  { id: 'equar.establishments', programme: 'equar', unit: 'establishments', kind: 'stock', within: [{ indicator: 'gcs.members' }] },
  {
    id: 'equar.sites',
    programme: 'equar',
    unit: 'sites',
    kind: 'stock',
    parts: [{ dimension: 'arm', values: ['intervention', 'control'], complete: true }],
    atLeastEach: ['equar.establishments'],
    dimensions: ['arm'],
  },
  { id: 'equar.components', programme: 'equar', unit: 'components', kind: 'setting' },
]
