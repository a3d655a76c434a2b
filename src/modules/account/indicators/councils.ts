import type { Indicator } from './indicator.ts'

// Local mental-health councils (CLSM).
export const councilsIndicators: readonly Indicator[] = [
  { id: 'clsm.active', programme: 'clsm', unit: 'councils', kind: 'stock', stock: { entries: 'clsm.activated', exits: 'clsm.exits' } },
  { id: 'clsm.activated', programme: 'clsm', unit: 'councils', kind: 'flow' },
  { id: 'clsm.exits', programme: 'clsm', unit: 'councils', kind: 'flow' },
  {
    id: 'clsm.projects',
    programme: 'clsm',
    unit: 'councils',
    kind: 'stock',
    stock: { entries: 'clsm.projects.started', exits: 'clsm.projects.exits' },
  },
  { id: 'clsm.projects.started', programme: 'clsm', unit: 'councils', kind: 'flow', within: [{ indicator: 'clsm.projects' }] },
  { id: 'clsm.projects.exits', programme: 'clsm', unit: 'councils', kind: 'flow' },
  {
    id: 'clsm.coordinators.welcomed',
    programme: 'clsm',
    unit: 'people',
    kind: 'flow',
    atLeastEach: ['clsm.induction.sessions'],
    from: { fact: 'attendance', kinds: ['induction_session'], programme: 'clsm', category: 'coordinators' },
  },
  {
    id: 'clsm.coordinators.trained',
    programme: 'clsm',
    unit: 'people',
    kind: 'flow',
    atLeastEach: ['clsm.training.sessions'],
    from: { fact: 'attendance', kinds: ['training_session'], programme: 'clsm', category: 'coordinators' },
  },
  { id: 'clsm.territories.accompanied', programme: 'clsm', unit: 'territories', kind: 'flow' },
  { id: 'clsm.people.accompanied', programme: 'clsm', unit: 'people', kind: 'flow' },
  { id: 'clsm.people.reached', programme: 'clsm', unit: 'people', kind: 'flow' },
  {
    id: 'clsm.cafes',
    programme: 'clsm',
    unit: 'meetings',
    kind: 'flow',
    from: { fact: 'activities', kinds: ['coordinators_cafe'], programme: 'clsm' },
  },
  { id: 'clsm.cafes.people', programme: 'clsm', unit: 'people-per-meeting', kind: 'average' },
  {
    id: 'clsm.induction.sessions',
    programme: 'clsm',
    unit: 'sessions',
    kind: 'flow',
    from: { fact: 'activities', kinds: ['induction_session'], programme: 'clsm' },
  },
  {
    id: 'clsm.training.sessions',
    programme: 'clsm',
    unit: 'sessions',
    kind: 'flow',
    from: { fact: 'activities', kinds: ['training_session'], programme: 'clsm' },
  },
  { id: 'clsm.guide.downloads', programme: 'clsm', unit: 'downloads', kind: 'flow' },
]
