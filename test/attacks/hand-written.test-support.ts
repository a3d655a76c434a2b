import { BOARD_FORMS } from './boards-forms.test-support.ts'
import { FIELD_FORMS } from './field-forms.test-support.ts'
import type { Field } from './forms.test-support.ts'
import { MEETINGS_AND_OUTREACH } from './meetings.test-support.ts'
import { OVERVIEW_FORMS } from './overview-forms.test-support.ts'
import { PATH_FORMS } from './paths-forms.test-support.ts'
import { STAY_FORMS } from './stay-forms.test-support.ts'

// Of no record, in the form that ids of records have.
export const NO_ID = '00000000-0000-4000-8000-0000000000ff'
const PROOFS: readonly (readonly Field[])[] = [
  [['code', '123456']],
  [['recovery', 'AAAA-BBBB-CCCC']],
  [['password', 'wrong']],
  [['answer', '{}']],
]
const FILLED: readonly (readonly Field[])[] = [
  [
    ['intent', 'next'],
    ['answer', '1'],
  ],
  [['intent', 'finish']],
  [['intent', 'discard']],
  [['intent', 'call']],
]
const PASSWORD: Field = ['password', 'a rather long pass phrase of nobody']

/** Forms that no page shows to the administrator of the tests: of somebody who is half-way in, has other means than he, or a script. */
export const HAND_WRITTEN: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  ...FIELD_FORMS,
  'sign-in': [[['email', 'administrator@people.example'], PASSWORD], [['answer', '{}']]],
  'sign-in/second': PROOFS,
  'sign-out': [[]],
  'new-password/:token': [[PASSWORD]],
  'new-address/:token': [[]],
  'new-factor/:token': [[]],
  'invitation/:token': [
    [['way', 'holder']],
    [['way', 'password'], ['name', 'Texte'], PASSWORD],
    [
      ['way', 'passkey'],
      ['name', 'Texte'],
      ['answer', '{}'],
    ],
  ],
  'first/:token': [[['name', 'Texte'], ['email', 'first@people.example'], ['network', 'Texte'], ['country', 'FR'], PASSWORD]],
  'open/name': [[['name', 'Texte']]],
  'open/address': [[['email', 'opened@people.example']]],
  'open/letter': [[['code', 'ABCD-EFGH']]],
  'open/password': [[PASSWORD]],
  'open/passkey': [
    [
      ['name', 'Texte'],
      ['answer', '{}'],
    ],
  ],
  'account/confirm': PROOFS,
  'account/sessions': [[['intent', 'others']], [['id', NO_ID]]],
  'account/paper': [[]],
  'account/security': [
    [
      ['intent', 'rename'],
      ['id', 'AAAA'],
      ['name', 'Texte'],
    ],
    [
      ['intent', 'removePasskey'],
      ['id', 'AAAA'],
    ],
    [['intent', 'removeTotp']],
    [
      ['intent', 'removeIdentity'],
      ['issuer', 'https://people.example'],
      ['subject', 'x'],
    ],
  ],
  'account/security/totp': [
    [
      ['offer', 'x'],
      ['code', '123456'],
    ],
  ],
  'account/security/passkey': [
    [
      ['name', 'Texte'],
      ['answer', '{}'],
    ],
  ],
  'account/security/required': [
    [
      ['network', 'closed-network'],
      ['required', 'reader'],
    ],
  ],
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
  'directory/:network/import': [
    [
      ['intent', 'confirm'],
      ['draft', NO_ID],
      ['fingerprint', 'x'],
    ],
    [
      ['intent', 'undo'],
      ['import', NO_ID],
    ],
    [
      ['intent', 'discard'],
      ['draft', NO_ID],
    ],
  ],
  'accounts/:network/statements/new': [
    [
      ['indicator', 'ccoms.project-managers'],
      ['value', '20'],
      ['exactness', 'exact'],
      ['period_kind', 'year'],
      ['period_to', '2024'],
    ],
  ],
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
  'admin/jobs': [[['id', NO_ID]]],
  'admin/people/:network/persons/:id/access': [
    [['intent', 'all']],
    [['intent', 'reset']],
    [
      ['intent', 'one'],
      ['id', NO_ID],
    ],
  ],
  'admin/people/:network': [
    [
      ['intent', 'revoke'],
      ['id', NO_ID],
      ['version', '1'],
    ],
  ],
  'admin/locked/:network': [[['person', NO_ID]]],
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
  ...BOARD_FORMS,
  ...OVERVIEW_FORMS,
  ...PATH_FORMS,
  ...STAY_FORMS,
  ...MEETINGS_AND_OUTREACH,
}

/** What a page leaves to whoever fills in its form, by address and button. */
export const COMPLETED: Readonly<Record<string, readonly Field[]>> = {
  'admin/people/:network/invite ': [['roles', 'reader']],
  'cards/:network ': [['kind', 'person']],
  'directory/:network/organisations/:id/edit membership': [['group', 'Texte (ccoms)']],
  'directory/:network/organisations/:id/edit role': [['role_fr', 'Présidence']],
  'care/:network/people/:id/send ': [
    ['purpose', 'Texte'],
    ['until', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)],
  ],
  'directory/:network/services/new save': [['organisation', 'Texte (ccoms)']],
  'directory/:network/services/:id ': [['unit', 'places']],
  'journal/:network/:id ': [['agreed', 'yes']],
  'network/:network/beds/new ': [['beds', '12']],
  'network/:network/load/:id ': [['followed', '12']],
  'network/:network/plan/actions/new ': [['ends_on', '2030-01-01']],
  'network/:network/training/new ': [['audience', 'everyone']],
}

/** Forms that nobody can fill in from the page alone, with the reason. */
export const WANTING: Readonly<Record<string, string>> = {
  'open ': 'the code of a card',
  'ask/follow ': 'the code of a request',
  'sign-in/paper ': 'the key of a paper',
  'account/close ': 'a yes, and then there is no administrator',
  'care/:network/requests/:id ': 'who answers second is told that somebody has answered',
  'care/:network/people/:id end': 'the referent was changed a moment before',
  'directory/:network/organisations/:id/edit remove': 'what others refer to stays',
  'directory/:network/services/:id/edit remove': 'what others refer to stays',
  'network/:network/beds/:id/edit remove': 'a yes, and then it is gone',
  'network/:network/beds/:id move': 'the state that it would follow was taken back',
  'journal/:network/:id/remove ': 'an activity with people and outcomes stays',
}
