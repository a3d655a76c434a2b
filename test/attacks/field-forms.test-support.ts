import type { Field } from './forms.test-support.ts'

const NO_ID = '00000000-0000-4000-8000-0000000000ff'
const OF = { id: NO_ID, network: 'closed-network', person: NO_ID }
const sent = (command: object): readonly Field[] => [
  ['person', NO_ID],
  ['commands', JSON.stringify([{ ...OF, ...command }])],
]
const typed = { at: '2026-01-01', time: '10:00', minutes: '', mode: 'home', missed: '', note: 'Texte', next_on: '' }

/** What a device on the road sends: no page shows these forms. */
export const FIELD_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'field/session': [[['device', NO_ID]]],
  'field/pull': [
    [
      ['device', NO_ID],
      ['since', '0'],
    ],
  ],
  'field/shift': [[]],
  'field/outbox': [
    sent({ kind: 'contact', episode: NO_ID, typed, workers: [], who: [] }),
    sent({ kind: 'reach', version: 1, reach: { phone: '', email: '', address: 'Texte', how: '' } }),
    sent({ kind: 'note', text: 'Texte' }),
    sent({ kind: 'opening', reason: 'visit', at: '2026-01-01T10:00:00Z' }),
    sent({ kind: 'file', contact: NO_ID, name: 'Texte', type: 'image/png' }),
  ],
}
