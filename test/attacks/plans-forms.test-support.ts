import { type Field, NO_ID } from './forms.test-support.ts'

/** The forms of somebody's own space, of their circle and of the teams that help them, which no page shows to the administrator of the tests. */
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
      ['writer', 'x'],
      ['months', '6'],
    ],
    [
      ['intent', 'back'],
      ['seq', '1'],
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
  'circle/:network/:id/recovery': [
    [
      ['base', '0'],
      ['life', 'Texte'],
      ['title-new', 'Texte'],
    ],
  ],
  'circle/:network/:id/recovery/sync': [
    [
      ['id', NO_ID],
      ['piece', 'AAA='],
      ['seen', 'AA=='],
    ],
  ],
  'circle/:network/:id': [
    [['intent', 'leave']],
    [
      ['intent', 'propose'],
      ['place', 'goal'],
      ['text', 'Texte'],
    ],
    [
      ['intent', 'takeBack'],
      ['id', NO_ID],
    ],
  ],
  'plans/:network/:id': [
    [
      ['intent', 'takeBack'],
      ['id', NO_ID],
    ],
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
  'plans/:network': [
    [
      ['service', 'x'],
      ['email', 'carer@people.example'],
      ['topics', 'rights'],
    ],
  ],
  'admin/duty/:network': [
    [['team', 'x']],
    [
      ['intent', 'rules'],
      ['version', '0'],
      ['glassMinutes', '60'],
      ['reviewDays', '7'],
      ['openingHours', '12'],
      ['remindDays', '14'],
      ['renewMonths', '12'],
      ['grantMonths', '24'],
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
}
