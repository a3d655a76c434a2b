import { dayIn } from '#platform/today.ts'
import { BOARD_FORMS } from './boards-forms.test-support.ts'
import { CARE_FORMS } from './care-forms.test-support.ts'
import { FIELD_FORMS } from './field-forms.test-support.ts'
import { type Field, NO_ID } from './forms.test-support.ts'
import { IDENTITY_FORMS } from './identity-forms.test-support.ts'
import { MEETINGS_AND_OUTREACH } from './meetings.test-support.ts'
import { OVERVIEW_FORMS } from './overview-forms.test-support.ts'
import { PATH_FORMS } from './paths-forms.test-support.ts'
import { PLAN_FORMS } from './plans-forms.test-support.ts'
import { STAY_FORMS } from './stay-forms.test-support.ts'

/** Forms that no page shows to the administrator of the tests: of somebody who is half-way in, has other means than he, or a script. */
export const HAND_WRITTEN: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  ...IDENTITY_FORMS,
  ...CARE_FORMS,
  ...PLAN_FORMS,
  ...FIELD_FORMS,
  ...BOARD_FORMS,
  ...PATH_FORMS,
  ...STAY_FORMS,
  ...MEETINGS_AND_OUTREACH,
  ...OVERVIEW_FORMS,
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
}

/** What a page leaves to whoever fills in its form, by address and button. */
export const COMPLETED: Readonly<Record<string, readonly Field[]>> = {
  'admin/people/:network/invite ': [['roles', 'reader']],
  'cards/:network ': [['kind', 'person']],
  'directory/:network/organisations/:id/edit membership': [['group', 'Texte (ccoms)']],
  'directory/:network/organisations/:id/edit role': [['role_fr', 'Présidence']],
  'care/:network/people/:id/send ': [
    ['purpose', 'Texte'],
    ['until', dayIn(30)],
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
  'care/:network/people/:id/same merge': 'the two were joined a moment before, the other way round',
  'care/:network/people/:id end': 'the referent was changed a moment before',
  'directory/:network/organisations/:id/edit remove': 'what others refer to stays',
  'directory/:network/services/:id/edit remove': 'what others refer to stays',
  'network/:network/beds/:id/edit remove': 'a yes, and then it is gone',
  'network/:network/beds/:id move': 'the state that it would follow was taken back',
  'journal/:network/:id/remove ': 'an activity with people and outcomes stays',
}
