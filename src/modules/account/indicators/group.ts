import type { Indicator } from './indicator.ts'

// The health-care cooperation group and its members.
export const groupIndicators: readonly Indicator[] = [
  {
    id: 'gcs.members',
    programme: 'gcs',
    unit: 'establishments',
    kind: 'stock',
    stock: { entries: 'gcs.members.joined', exits: 'gcs.members.left' },
    from: { fact: 'members', group: 'gcs' },
  },
  { id: 'gcs.members.joined', programme: 'gcs', unit: 'establishments', kind: 'flow', from: { fact: 'members-in', group: 'gcs' } },
  { id: 'gcs.members.left', programme: 'gcs', unit: 'establishments', kind: 'flow', from: { fact: 'members-out', group: 'gcs' } },
  { id: 'gcs.sectors', programme: 'gcs', unit: 'sectors', kind: 'stock' },
  { id: 'gcs.population', programme: 'gcs', unit: 'inhabitants', kind: 'stock' },
  { id: 'gcs.professionals', programme: 'gcs', unit: 'people', kind: 'stock' },
  {
    id: 'gcs.people.supported',
    programme: 'gcs',
    unit: 'people',
    kind: 'flow',
    about: 'supported',
    within: [{ indicator: 'gcs.population' }],
  },
  {
    id: 'gcs.assemblies',
    programme: 'gcs',
    unit: 'assemblies',
    kind: 'flow',
    from: { fact: 'activities', kinds: ['assembly'], programme: 'gcs' },
  },
  { id: 'gcs.assemblies.people', programme: 'gcs', unit: 'people', kind: 'flow' },
  {
    id: 'gcs.scientific-councils',
    programme: 'gcs',
    unit: 'meetings',
    kind: 'flow',
    from: { fact: 'activities', kinds: ['scientific_council'], programme: 'gcs' },
  },
  {
    id: 'gcs.zooms',
    programme: 'gcs',
    unit: 'presentations',
    kind: 'flow',
    from: { fact: 'activities', kinds: ['zoom'], programme: 'gcs' },
  },
]
