import type { Field } from './forms.test-support.ts'

const NO_ID = '00000000-0000-4000-8000-0000000000ff'
const CALL: readonly Field[] = [
  ['subject', 'Texte'],
  ['said', 'Texte'],
]

/** Forms of meetings on a situation, and of teams that go out: of somebody who is concerned, or who works there. */
export const MEETINGS_AND_OUTREACH: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'my/situations/:network/new': [[['service', 'x'], ...CALL, ['until', '2030-01-01']]],
  'my/situations/:network/:situation': [
    [
      ['intent', 'no'],
      ['version', '1'],
    ],
    [
      ['intent', 'yes'],
      ['version', '1'],
      ['until', '2030-01-01'],
      ['yes', NO_ID],
    ],
    [['intent', 'withdraw']],
    [
      ['intent', 'respond'],
      ['decision', NO_ID],
      ['says', 'fine'],
    ],
  ],
  'situations/:network/new/:person': [CALL],
  'situations/:network/:situation': [
    [['intent', 'change'], ['version', '1'], ...CALL],
    [
      ['intent', 'invite'],
      ['partner', 'Texte'],
    ],
    [
      ['intent', 'comes'],
      ['invitation', NO_ID],
    ],
    [
      ['intent', 'raise'],
      ['version', '1'],
      ['checks', 'person'],
    ],
    [['intent', 'withdraw']],
  ],
  'outreach/:network/teams/:id': [
    [
      ['round', NO_ID],
      ['day', '2026-01-01'],
      ['version', '0'],
      ['note', 'Texte'],
    ],
  ],
  'outreach/:network/teams/:id/record': [
    [
      ['id', NO_ID],
      ['round', NO_ID],
      ['stop', NO_ID],
      ['day', '2026-01-01'],
      ['orientation', 'guide'],
      ['age', '26_39'],
    ],
    [
      ['intent', 'takeBack'],
      ['id', NO_ID],
    ],
  ],
  'outreach/:network/teams/:id/rounds': [
    [
      ['intent', 'make'],
      ['public', 'on'],
    ],
    [
      ['intent', 'stop'],
      ['name', 'Texte'],
      ['place', 'Lille'],
    ],
    [
      ['intent', 'day'],
      ['round', NO_ID],
      ['day', '2026-01-01'],
      ['state', 'cancelled'],
      ['reason', 'staff'],
    ],
  ],
}
