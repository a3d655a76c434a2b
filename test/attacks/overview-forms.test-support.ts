import type { Field } from './forms.test-support.ts'

/** A number that goes to an agenda: the closed network of the tests tells none, so that its page leads back to the dashboard. */
export const OVERVIEW_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'overview/:network/figures/:table/:row': [
    [
      ['figure', 'answer/all/0'],
      ['meeting', '00000000-0000-4000-8000-0000000000ff'],
      ['remark', 'Texte'],
    ],
  ],
}
