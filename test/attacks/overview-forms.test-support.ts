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
  'overview/:network/settings': [
    [
      ['of', 'counting'],
      ['version', '0'],
      ['from_year', '2026'],
      ['soon_days', '30'],
      ['back_days', '90'],
      ['seen_days', '7'],
      ['onward_days', '30'],
    ],
    [
      ['of', 'pages'],
      ['version', '0'],
      ['ahead_days', '60'],
      ['most_teams', '40'],
    ],
  ],
}
