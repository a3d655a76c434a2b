import type { Indicator } from './indicator.ts'

// QualityRights observations and the pool of observers.
export const rightsIndicators: readonly Indicator[] = [
  { id: 'qr.criteria', programme: 'qualityrights', unit: 'criteria', kind: 'setting' },
  { id: 'qr.themes', programme: 'qualityrights', unit: 'themes', kind: 'setting' },
  { id: 'qr.observers.per-observation', programme: 'qualityrights', unit: 'people', kind: 'setting' },
  { id: 'qr.visit.days', programme: 'qualityrights', unit: 'days', kind: 'setting' },
  { id: 'qr.units', programme: 'qualityrights', unit: 'units', kind: 'flow', atLeastEach: ['qr.observations'] },
  { id: 'qr.establishments', programme: 'qualityrights', unit: 'establishments', kind: 'flow' },
  { id: 'qr.observations', programme: 'qualityrights', unit: 'observations', kind: 'flow', atLeastEach: ['qr.establishments'], from: { fact: 'activities', kinds: ['observation'], programme: 'qualityrights' } },
  { id: 'qr.reports', programme: 'qualityrights', unit: 'reports', kind: 'flow' },
  { id: 'qr.observers.mobilised', programme: 'qualityrights', unit: 'people', kind: 'flow', from: { fact: 'attendance', kinds: ['observation'], programme: 'qualityrights', category: 'observers' } },
  { id: 'qr.interviews', programme: 'qualityrights', unit: 'interviews', kind: 'flow', about: 'interviewed', parts: [{ dimension: 'group', values: ['staff', 'users', 'family'], complete: true }], dimensions: ['group'] },
  { id: 'qr.sessions', programme: 'qualityrights', unit: 'sessions', kind: 'flow', from: { fact: 'activities', kinds: ['training_session'], programme: 'qualityrights' } },
  { id: 'qr.observers.trained', programme: 'qualityrights', unit: 'people', kind: 'flow', parts: [{ dimension: 'category', values: ['experts', 'carers', 'professionals'], complete: true }], atLeastEach: ['qr.sessions'], from: { fact: 'attendance', kinds: ['training_session'], programme: 'qualityrights', split: { dimension: 'category', categories: { experts: 'persons_concerned', carers: 'carers', professionals: 'professionals' } } }, dimensions: ['category'] },
  { id: 'qr.pool', programme: 'qualityrights', unit: 'people', kind: 'stock' },
  { id: 'qr.pool.share', programme: 'qualityrights', unit: 'percent', kind: 'share', parts: [{ dimension: 'category', values: ['experts', 'carers', 'psychiatrists', 'professionals', 'others'], complete: true }], dimensions: ['category'] },
  { id: 'qr.fiop.actions', programme: 'qualityrights', unit: 'actions', kind: 'flow' },
  { id: 'qr.fiop.establishments.informed', programme: 'qualityrights', unit: 'establishments', kind: 'flow', within: [{ indicator: 'qr.fiop.establishments' }] },
  { id: 'qr.fiop.establishments', programme: 'qualityrights', unit: 'establishments', kind: 'stock' },
  { id: 'qr.fiop.observations', programme: 'qualityrights', unit: 'observations', kind: 'flow', within: [{ indicator: 'qr.observations' }] },
  { id: 'qr.fiop.sectors.covered', programme: 'qualityrights', unit: 'sectors', kind: 'flow', within: [{ indicator: 'qr.fiop.sectors' }] },
  { id: 'qr.fiop.sectors', programme: 'qualityrights', unit: 'sectors', kind: 'stock' },
]
