import { type Field, NO_ID } from './forms.test-support.ts'

/** A number that goes to the agenda of a meeting that there is not. */
export const OVERVIEW_FORMS: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'overview/:network/figures/:table/:row': [
    [
      ['figure', 'answer/all/0'],
      ['meeting', NO_ID],
      ['remark', 'Texte'],
    ],
  ],
}
