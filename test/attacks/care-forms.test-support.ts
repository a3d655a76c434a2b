import { type Field, NO_ID } from './forms.test-support.ts'

const FILLED: readonly (readonly Field[])[] = [
  [
    ['intent', 'next'],
    ['answer', '1'],
  ],
  [['intent', 'finish']],
  [['intent', 'discard']],
  [['intent', 'call']],
]

/** Forms of asking, of teams, of the guide and of questionnaires. */
export const CARE_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'ask/:network': [
    [
      ['step', 'who'],
      ['who', 'carer'],
      ['go', 'next'],
    ],
    [
      ['step', 'send'],
      ['go', 'send'],
      ['form', 'x'],
      ['who', 'person'],
      ['forMe', 'yes'],
      ['team', 'any'],
      ['what', 'Texte'],
      ['urgency', 'today'],
      ['way', 'code'],
    ],
    [
      ['step', 'what'],
      ['go', 'at-__proto__'],
      ['whole', 'yes'],
      ['what', 'Texte'],
    ],
  ],
  'ask/mine': ['ask', 'withdraw'].map((intent) => [
    ['intent', intent],
    ['network', 'closed-network'],
    ['id', NO_ID],
  ]),
  'care/:network/emergencies': [
    [
      ['id', NO_ID],
      ['right', 'yes'],
    ],
  ],
  'guide/:network/availability': [[['service', 'la-boussole']]],
  'my/measures/:network': [
    [
      ['instrument', 'phq-9'],
      ['language', 'fr'],
    ],
  ],
  'my/measures/:network/answer/:answering/:step': FILLED,
  'measures/:network': [
    [
      ['intent', 'hours'],
      ['service', 'x'],
      ['hours', '4'],
    ],
  ],
  'measures/:network/:person/new': [
    [
      ['instrument', 'phq-9'],
      ['language', 'fr'],
    ],
  ],
  'measures/:network/:person/answer/:answering/:step': FILLED,
  'measures/:network/:person/alert/:alert': [
    [
      ['version', '1'],
      ['how', 'spoke'],
      ['day', '2026-01-01'],
      ['time', '10:00'],
      ['note', ''],
    ],
  ],
}
