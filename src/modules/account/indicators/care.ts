import type { Indicator } from './indicator.ts'

// What teams do for people, counted from requests, episodes and plans (module overview): never a person, and nothing for who does not steer
// the network.
const of = 'reform'
const parts = (dimension: string, values: readonly string[]) => ({
  parts: [{ dimension, values, complete: true }],
  dimensions: [dimension],
})

export const careIndicators: readonly Indicator[] = [
  {
    id: 'care.requests',
    programme: of,
    unit: 'requests',
    kind: 'flow',
    about: 'supported',
    ...parts('answer', ['taken', 'waiting', 'declined', 'redirected', 'withdrawn']),
    from: { fact: 'care', of: 'answer', dimension: 'answer' },
  },
  {
    id: 'care.answers',
    programme: of,
    unit: 'requests',
    kind: 'flow',
    about: 'supported',
    ...parts('delay', ['in_time', 'late', 'unanswered']),
    from: { fact: 'care', of: 'answered', dimension: 'delay' },
  },
  {
    id: 'care.unmet',
    programme: of,
    unit: 'requests',
    kind: 'flow',
    about: 'supported',
    ...parts('refusal', [
      'full',
      'not_our_territory',
      'not_our_age',
      'not_our_need',
      'already_followed',
      'not_agreed',
      'not_reached',
      'other',
    ]),
    from: { fact: 'care', of: 'refusal', dimension: 'refusal' },
  },
  { id: 'care.followed', programme: of, unit: 'people', kind: 'flow', about: 'supported', from: { fact: 'care', of: 'followed' } },
  {
    id: 'care.followed.function',
    programme: of,
    unit: 'people',
    kind: 'flow',
    about: 'supported',
    dimensions: ['function'],
    from: { fact: 'care', of: 'followed-each', dimension: 'function' },
  },
  { id: 'care.plans.written', programme: of, unit: 'people', kind: 'flow', about: 'supported', from: { fact: 'care', of: 'written' } },
  {
    id: 'care.crises',
    programme: of,
    unit: 'crises',
    kind: 'flow',
    about: 'supported',
    ...parts('plan', ['yes', 'partly', 'not_followed', 'not_found']),
    from: { fact: 'care', of: 'crisis', dimension: 'plan' },
  },
  {
    id: 'care.continuity',
    programme: of,
    unit: 'departures',
    kind: 'flow',
    about: 'supported',
    ...parts('contact', ['yes', 'no', 'pending']),
    from: { fact: 'care', of: 'continuity', dimension: 'contact' },
  },
  {
    id: 'care.readmissions',
    programme: of,
    unit: 'departures',
    kind: 'flow',
    about: 'supported',
    ...parts('return', ['d30', 'd90', 'none', 'pending']),
    from: { fact: 'care', of: 'return-4', dimension: 'return' },
  },
  {
    id: 'care.returns',
    programme: of,
    unit: 'departures',
    kind: 'flow',
    about: 'supported',
    ...parts('return', ['d30', 'd90', 'none', 'pending']),
    from: { fact: 'care', of: 'return', dimension: 'return' },
  },
  {
    id: 'care.coercion',
    programme: of,
    unit: 'measures',
    kind: 'flow',
    about: 'supported',
    dimensions: ['measure'],
    from: { fact: 'care', of: 'coercion', dimension: 'measure' },
  },
]
