import type { Indicator } from './indicator.ts'

// The Belgian reform and its practices.
export const belgiumIndicators: readonly Indicator[] = [
  { id: 'reform.networks', programme: 'reform', unit: 'networks', kind: 'stock', from: { fact: 'members', group: 'psy107' } },
  { id: 'reform.beds.converted', programme: 'reform', unit: 'beds', kind: 'stock' },
  { id: 'reform.fte.mobile', programme: 'reform', unit: 'fte', kind: 'stock' },
  { id: 'reform.teams', programme: 'reform', unit: 'teams', kind: 'stock', parts: [{ dimension: 'type', values: ['crisis', 'long-term'], complete: true }], dimensions: ['type'] },
  { id: 'reform.people.supported', programme: 'reform', unit: 'people', kind: 'flow', about: 'supported', parts: [{ dimension: 'type', values: ['crisis', 'long-term'], complete: true }], dimensions: ['type'] },
  { id: 'reform.beds.frozen', programme: 'reform', unit: 'beds', kind: 'stock' },
  { id: 'reform.beds.per100000', programme: 'reform', unit: 'beds-per-100000', kind: 'share' },
  { id: 'reform.bed-rank', programme: 'reform', unit: 'rank', kind: 'setting' },
  { id: 'reform.prevalence', programme: 'reform', unit: 'percent', kind: 'share' },
  { id: 'reform.functions', programme: 'reform', unit: 'functions', kind: 'setting' },
  { id: 'reform.goals', programme: 'reform', unit: 'goals', kind: 'setting' },
  { id: 'reform.objectives', programme: 'reform', unit: 'objectives', kind: 'setting' },
  { id: 'reform.since', programme: 'reform', unit: 'calendar-year', kind: 'setting', dimensions: ['step'] },
  { id: 'practices.sessions', programme: 'practices', unit: 'sessions-per-year', kind: 'setting', dimensions: ['practice'] },
  { id: 'practices.people.per-session', programme: 'practices', unit: 'people-per-meeting', kind: 'average', dimensions: ['practice'] },
  { id: 'practices.partners', programme: 'practices', unit: 'organisations', kind: 'setting', dimensions: ['practice'] },
  { id: 'practices.staff.per-session', programme: 'practices', unit: 'people-per-meeting', kind: 'setting', dimensions: ['practice'] },
  { id: 'practices.budget.evening', programme: 'practices', unit: 'euros', kind: 'setting', dimensions: ['practice'] },
  { id: 'practices.loan.minutes', programme: 'practices', unit: 'minutes', kind: 'setting', dimensions: ['practice'] },
  { id: 'practices.public-groups', programme: 'practices', unit: 'groups', kind: 'setting', dimensions: ['practice'] },
]
