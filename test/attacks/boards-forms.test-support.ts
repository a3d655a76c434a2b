import type { Field } from './forms.test-support.ts'

const NO_ID = '00000000-0000-4000-8000-0000000000ff'
const PLAN: readonly Field[] = [
  ['day', '2030-01-07'],
  ['from', '10:00'],
  ['to', '11:00'],
  ['first', NO_ID],
  ['second', ''],
  ['alone', 'urgent'],
]
const TALK: readonly Field[] = [
  ['reason', 'crisis'],
  ['intensity', 'daily'],
]

/** The forms of boards, whose pages only who works in the team is shown. */
export const BOARD_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'boards/:network/:id': [
    [
      ['visit', NO_ID],
      ['move', 'leave'],
    ],
    [
      ['visit', NO_ID],
      ['longer', '15'],
      ['quiet', 'yes'],
    ],
    [
      ['visit', NO_ID],
      ['fine', 'yes'],
    ],
  ],
  'boards/:network/:id/visit': [[['id', NO_ID], ['person', NO_ID], ...PLAN, ['purpose', 'Texte']]],
  'boards/:network/:id/visits/:visit': [
    [['intent', 'change'], ['version', '1'], ...PLAN],
    [
      ['intent', 'finish'],
      ['missed', ''],
      ['mode', 'home'],
      ['minutes', '45'],
      ['who', 'person'],
      ['note', 'Texte'],
      ['next_on', '2030-01-08'],
    ],
  ],
  'boards/:network/:id/rota': [
    [
      ['intent', 'add'],
      ['worker', NO_ID],
      ['days', '2030-01-07'],
      ['from', '08:30'],
      ['to', '16:30'],
    ],
    [
      ['intent', 'remove'],
      ['shift', NO_ID],
    ],
    [
      ['intent', 'offer'],
      ['shift', NO_ID],
      ['to', ''],
    ],
    [
      ['intent', 'swap'],
      ['swap', NO_ID],
      ['move', 'take'],
    ],
    [
      ['intent', 'copy'],
      ['shifts', `${NO_ID} 2030-01-07 08:30`],
    ],
    [
      ['intent', 'offer'],
      ['shift', NO_ID],
      ['inReturn', NO_ID],
    ],
    [
      ['intent', 'away'],
      ['worker', NO_ID],
      ['from_day', '2030-01-07'],
      ['to_day', ''],
    ],
    [
      ['intent', 'back'],
      ['away', NO_ID],
    ],
    [
      ['intent', 'phone'],
      ['phone', '0470 12 34 56'],
    ],
  ],
  boards: [
    [
      ['visit', NO_ID],
      ['network', 'ccoms'],
      ['team', 'demo-crise'],
      ['outcome', 'met'],
    ],
  ],
  'boards/:network/:id/discussed': [
    [['intent', 'on'], ['person', NO_ID], ...TALK],
    [['intent', 'change'], ['entry', NO_ID], ['version', '1'], ...TALK],
    [
      ['intent', 'agree'],
      ['entry', NO_ID],
      ['agreement', NO_ID],
      ['what', 'Texte'],
    ],
    [
      ['intent', 'keep'],
      ['entry', NO_ID],
      ['version', '1'],
    ],
    [
      ['intent', 'off'],
      ['entry', NO_ID],
    ],
  ],
  'boards/:network/:id/discussed/:person': [[['intent', 'on'], ...TALK]],
  'boards/:network/:id/rules': [
    [
      ['version', '0'],
      ['pairs', 'true'],
      ['graceMinutes', '15'],
      ['leadMinutes', '15'],
      ['againMinutes', '15'],
      ['mostTimes', '4'],
      ['aloneMinutes', '60'],
      ['discussedDays', '14'],
      ['intensityDays', '7'],
      ['missedTimes', '2'],
      ['silentDays', '14'],
      ['backSoonDays', '30'],
      ['backDays', '90'],
      ['dutyFrom', '08:30'],
      ['dutyTo', '16:30'],
      ['dutyDays', '1'],
    ],
  ],
}
