import type { Indicator } from './indicator.ts'

// Participation of the people concerned, and peer-support workers.
export const participationIndicators: readonly Indicator[] = [
  { id: 'ccse.members', programme: 'participation', unit: 'people', kind: 'flow' },
  { id: 'ccse.cohorts', programme: 'participation', unit: 'cohorts', kind: 'flow' },
  { id: 'ccse.trained.falc', programme: 'participation', unit: 'people', kind: 'flow', within: [{ indicator: 'ccse.members' }], from: { fact: 'attendance', kinds: ['certified_course'], programme: 'participation', category: 'persons_concerned' } },
  { id: 'ccse.term.years', programme: 'participation', unit: 'years', kind: 'setting' },
  { id: 'participation.sessions', programme: 'participation', unit: 'sessions', kind: 'flow', atLeastEach: ['participation.establishments'], from: { fact: 'activities', kinds: ['training_session'], programme: 'participation' } },
  { id: 'participation.establishments', programme: 'participation', unit: 'establishments', kind: 'flow', within: [{ indicator: 'gcs.members' }] },
  { id: 'participation.professionals', programme: 'participation', unit: 'people', kind: 'flow', atLeastEach: ['participation.sessions'], from: { fact: 'attendance', kinds: ['training_session'], programme: 'participation', category: 'professionals' } },
  { id: 'participation.sheets', programme: 'participation', unit: 'sheets', kind: 'setting' },
  { id: 'participation.steps', programme: 'participation', unit: 'steps', kind: 'setting' },
  { id: 'participation.followup.months', programme: 'participation', unit: 'months', kind: 'setting' },
  { id: 'msp.posts', programme: 'msp', unit: 'posts', kind: 'flow' },
  { id: 'msp.recruited', programme: 'msp', unit: 'people', kind: 'flow', atLeastEach: ['msp.employers'] },
  { id: 'msp.employers', programme: 'msp', unit: 'establishments', kind: 'flow' },
  { id: 'msp.regions', programme: 'msp', unit: 'regions', kind: 'flow' },
  { id: 'msp.teams.met', programme: 'msp', unit: 'teams', kind: 'flow' },
  { id: 'msp.actions', programme: 'msp', unit: 'actions', kind: 'flow' },
  { id: 'msp.courses', programme: 'msp', unit: 'courses', kind: 'setting' },
  { id: 'msp.course.weeks', programme: 'msp', unit: 'weeks', kind: 'setting' },
  { id: 'msp.cohorts', programme: 'msp', unit: 'cohorts', kind: 'flow' },
]
