import type { Indicator } from './indicator.ts'

// The population survey (SMPG).
export const surveyIndicators: readonly Indicator[] = [
  {
    id: 'smpg.sites',
    programme: 'smpg',
    unit: 'sites',
    kind: 'flow',
    parts: [{ dimension: 'place', values: ['france', 'international'], complete: true }],
    dimensions: ['place'],
  },
  {
    id: 'smpg.sites.overseas',
    programme: 'smpg',
    unit: 'sites',
    kind: 'flow',
    within: [{ indicator: 'smpg.sites', dimensions: { place: 'france' } }],
  },
  {
    id: 'smpg.people',
    programme: 'smpg',
    unit: 'people',
    kind: 'flow',
    about: 'interviewed',
    parts: [{ dimension: 'place', values: ['france', 'international'], complete: true }],
    dimensions: ['place'],
  },
  {
    id: 'smpg.people.overseas',
    programme: 'smpg',
    unit: 'people',
    kind: 'flow',
    about: 'interviewed',
    within: [{ indicator: 'smpg.people', dimensions: { place: 'france' } }],
  },
  { id: 'smpg.site.municipalities', programme: 'smpg', unit: 'municipalities', kind: 'flow', dimensions: ['site'] },
  {
    id: 'smpg.site.people',
    programme: 'smpg',
    unit: 'people',
    kind: 'flow',
    about: 'interviewed',
    within: [{ indicator: 'smpg.people', dimensions: { place: 'france' } }],
    dimensions: ['site'],
  },
  { id: 'smpg.ethics.years', programme: 'smpg', unit: 'years', kind: 'setting' },
  { id: 'smpg.minimum-age', programme: 'smpg', unit: 'age-years', kind: 'setting' },
]
