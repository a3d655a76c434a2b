import type { Field } from './forms.test-support.ts'

type Forms = Readonly<Record<string, readonly (readonly Field[])[]>>
const NO_ID = '00000000-0000-4000-8000-0000000000ff'
const DAY = '2026-01-01'
const moment = (name: string): Field[] => [
  [name, DAY],
  [`${name}_time`, '10:00'],
]
const of = (intent: string, ...fields: Field[]): Field[] => [['intent', intent], ['record', NO_ID], ['version', '1'], ...fields]
const MEASURE: Field[] = [
  ['kind', 'seclusion'],
  ...moment('started'),
  ['decided_by', NO_ID],
  ['alternatives', 'talk'],
  ['tried', 'Texte'],
  ['reason', 'Texte'],
]
const PERSON = 'stays/:network/:id/people/:person'

/** Forms about stays, measures and houses: no page shows them to the administrator of the tests, who works in no such team. */
export const STAY_FORMS: Forms = {
  'stays/:network/:id': [[['free', '2']]],
  [PERSON]: [
    of('leave', ...moment('from'), ...moment('back'), ['company', 'alone'], ['words', 'Texte']),
    of('leaveMove', ['move', 'back']),
    of('discharge', ['planned_on', '2030-01-01'], ['receiver', 'other'], ['checks', 'medicines'], ['words', 'Texte']),
    of('dischargeMove', ['move', 'agreed'], ['agreed', 'spoken']),
    of('left', ['left_on', DAY], ['exit_reason', 'moved_on']),
    of('met', ['met_on', DAY]),
    of('place', ['place', 'Texte']),
    of('begin'),
    of('offer', ['offered', 'visit'], ['offered_from', DAY]),
    of('unoffer'),
    of('step', ['after', 'visit'], ['how', 'spoken'], ['on_day', DAY], ['reason', 'Texte']),
    of('end', ['because', 'other'], ['reason', 'Texte']),
    of('wait', ['since', DAY], ['waits', 'place']),
    of('unwait', ['ended_because', 'other']),
  ],
  [`${PERSON}/admit`]: [
    [['admitted_on', DAY], ['way', 'without_consent'], ['legal_basis', 'other'], ['place', 'Texte'], ...MEASURE.slice(3)],
  ],
  [`${PERSON}/measure`]: [MEASURE],
  [`${PERSON}/measures/:measure`]: [
    of('finish', ...moment('ended')),
    of('finishNow'),
    of('check', ...moment('check'), ['watch', 'somatic']),
    of('checkNow', ['watch', 'presence']),
    of('renew', ...moment('renewed'), ['renewed_by', NO_ID], ['renewed_why', 'Texte']),
    of('review', ['finding', 'avoidable'], ['review_words', 'Texte']),
    of('debriefing', ['what', 'held'], ...moment('told'), ['words', 'Texte']),
    of('strike', ['why', 'Texte']),
  ],
  [`${PERSON}/measures/:measure/correct`]: [[['version', '1'], ...MEASURE, ['why', 'Texte']]],
  'stays/:network/:id/life': [
    of('turn', ['task', 'Texte'], ['on_day', DAY], ['who', 'Texte']),
    of('turnMove', ['move', 'done']),
    of('turnMove', ['move', 'drop']),
    of('meeting', ['held_on', DAY], ['chaired', 'resident'], ['chair', 'Texte'], ['about', 'Texte'], ['decisions', 'Texte']),
    of('decision', ['became_state', 'done'], ['became', 'Texte']),
    of('subject', ['subject', 'Texte'], ['who', 'Texte']),
    of('answer', ['answer', 'Texte']),
    of('turnMove', ['move', 'clear']),
  ],
  'stays/:network/:id/settings': [
    [
      ['version', '0'],
      ['soon_days', '5'],
      ['queue', 'on'],
    ],
  ],
  'my/:network/stays/house': [
    of('take', ['who', 'Texte']),
    of('leave'),
    of('done'),
    of('ask', ['house', 'x'], ['subject', 'Texte']),
    of('withdraw'),
  ],
  'my/:network/stays': [of('agree'), of('yes'), of('stop')],
  'my/:network/stays/measures': [
    [
      ['record', NO_ID],
      ['words', 'Texte'],
      ['for', 'team'],
    ],
  ],
}
