import { type Field, NO_ID } from './forms.test-support.ts'

/** Forms of the space of a person, of their circle, and of who opens a plan. */
export const PLAN_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'my/:network': [[['consent', NO_ID]]],
  'my/:network/crisis': [
    [['intent', 'duty']],
    [['intent', 'away']],
    [
      ['intent', 'accept'],
      ['id', NO_ID],
    ],
  ],
  'my/:network/crisis/edit': [
    [
      ['version', '0'],
      ['signs', 'Texte'],
      ['for-signs', 'team'],
      ['duty', 'on'],
      ['signer-0', 'Texte'],
      ['day-0', '2026-01-01'],
      ['renew', '12'],
    ],
  ],
  'my/:network/recovery': [
    [
      ['base', '0'],
      ['life', 'Texte'],
      ['title-new', 'Texte'],
      ['intent', 'save'],
    ],
    [
      ['intent', 'readers'],
      ['team', 'x'],
      ['months', '6'],
    ],
  ],
  'my/:network/recovery/sync': [
    [
      ['id', NO_ID],
      ['piece', 'AAA='],
      ['seen', 'AA=='],
    ],
  ],
  'my/:network/circle': [
    [
      ['intent', 'invite'],
      ['relation', 'peer'],
      ['sections', 'crisis_plan'],
      ['months', '6'],
      ['email', 'peer@people.example'],
    ],
    [
      ['intent', 'end'],
      ['account', NO_ID],
    ],
  ],
  'my/:network/looked': [
    [
      ['to', 'officer'],
      ['line', '1'],
      ['question', 'Texte'],
    ],
  ],
  'circle/join/:token': [[['code', 'ABCD-EFGH']]],
  'circle/join': [
    [
      ['code', 'ABCD-EFGH'],
      ['intent', 'join'],
    ],
  ],
  'circle/:network/:id': [
    [['intent', 'leave']],
    [
      ['intent', 'propose'],
      ['place', 'goal'],
      ['text', 'Texte'],
    ],
  ],
  'plans/:network/:id': [
    [
      ['way', 'together'],
      ['version', '0'],
      ['signs', 'Texte'],
    ],
    [
      ['way', 'propose'],
      ['version', '0'],
      ['signs', 'Texte'],
    ],
    [
      ['found', 'no'],
      ['why', 'not_looked'],
      ['intent', 'outcome'],
    ],
  ],
  'crisis/:network': [
    [
      ['person', NO_ID],
      ['reason', 'call'],
    ],
    [
      ['opening', NO_ID],
      ['found', 'no'],
      ['used', 'no'],
      ['why', 'no_time'],
      ['intent', 'outcome'],
    ],
  ],
  'glass/:network': [
    [
      ['name', 'Texte'],
      ['born', '1990-01-01'],
      ['reason', 'Texte de raison'],
    ],
  ],
  'questions/:network': [
    [
      ['id', NO_ID],
      ['answer', 'Texte'],
    ],
  ],
  'admin/glass/:network': [
    [
      ['id', NO_ID],
      ['right', 'yes'],
      ['words', 'Texte'],
    ],
  ],
  'admin/duty/:network': [[['team', 'x']]],
}
