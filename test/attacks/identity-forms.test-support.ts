import { type Field, NO_ID } from './forms.test-support.ts'

const PROOFS: readonly (readonly Field[])[] = [
  [['code', '123456']],
  [['recovery', 'AAAA-BBBB-CCCC']],
  [['password', 'wrong']],
  [['answer', '{}']],
]
const PASSWORD: Field = ['password', 'a rather long pass phrase of nobody']

/** Forms of accounts: of somebody who is half-way in, or has other means than the administrator of the tests, or a script. */
export const IDENTITY_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'sign-in': [[['email', 'administrator@people.example'], PASSWORD], [['answer', '{}']]],
  'sign-in/second': PROOFS,
  'my/lock': [...PROOFS, [['paper', 'ABCD-EFGH-JKMN-PQRS']]],
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
}
