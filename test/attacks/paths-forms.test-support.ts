import type { Field } from './forms.test-support.ts'

const NO_ID = '00000000-0000-4000-8000-0000000000ff'
const STEP: readonly Field[] = [
  ['domain', 'sport'],
  ['what', 'Texte'],
  ['helper', 'nobody'],
  ['who', 'Texte'],
  ['begins_on', '2026-01-01'],
]
const intent = (name: string, ...fields: readonly Field[]): readonly Field[] => [['intent', name], ...fields]

/** Forms of paths, partners and first days: pages that the administrator of the tests does not see, and a link that a partner holds. */
export const PATH_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'my/path/:network': [
    intent('project', ['version', '0'], ['project', 'Texte'], ['goals', 'Texte'], ['review_on', '2100-01-01']),
    intent('review', ['version', '1'], ['review_on', '2100-01-01']),
    intent('step', ...STEP),
    intent('accept', ['proposal', NO_ID]),
    intent('withdraw', ['referral', NO_ID]),
  ],
  'my/path/:network/steps/:id': [[['version', '1'], ...STEP], intent('move', ['version', '1'], ['move', 'begin'], ['reason', 'Texte'])],
  'partner/:token': [[['code', 'ABCD-EFGH-JKMN-PQRS']]],
  partner: [[['code', 'ABCD-EFGH-JKMN-PQRS']], intent('answer', ['code', 'ABCD-EFGH-JKMN-PQRS'], ['answer', 'no'], ['reason', 'full'])],
  'paths/:network/:id': [
    intent('project', ['version', '0'], ['project', 'Texte'], ['here', 'on']),
    intent('step', ['way', 'propose'], ...STEP),
    intent('takeBack', ['proposal', NO_ID]),
    intent('withdraw', ['referral', NO_ID]),
  ],
  'paths/:network/:id/steps/:step': [
    [['version', '1'], ['here', 'on'], ...STEP],
    intent('move', ['version', '1'], ['here', 'on'], ['move', 'begin']),
  ],
  'paths/:network/:id/refer': [
    [
      ['partner', 'club'],
      ['kind', 'sport'],
      ['name', 'Texte'],
      ['way', 'comes'],
      ['wanted', 'Texte'],
      ['from', 'Texte'],
    ],
  ],
  'paths/:network/:id/referrals/:referral': [
    intent('send', ['version', '1'], ['how', 'spoken'], ['until', '2100-01-01'], ['read', 'on'], ['mail', 'hand']),
    intent('drop'),
  ],
  'paths/:network/:id/early': [
    intent('days', ['version', '0'], ['signs', '03/2024'], ['asked', ''], ['treated', '2024']),
    intent('session', ['on_day', '2026-01-02'], ['who', 'parent'], ['members', '2'], ['theme', 'rights']),
  ],
}
