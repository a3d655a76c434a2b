import type account from './modules/account/messages/fr.json'
import type render from './modules/account/render/messages/fr.json'
import type audit from './modules/audit/messages/fr.json'
import type auditMails from './modules/audit/render/messages/fr.json'
import type boardDuty from './modules/boards/duty/messages/fr.json'
import type boards from './modules/boards/messages/fr.json'
import type boardMails from './modules/boards/render/messages/fr.json'
import type askDelays from './modules/care/ask/delays/messages/fr.json'
import type ask from './modules/care/ask/messages/fr.json'
import type askMails from './modules/care/ask/render/messages/fr.json'
import type care from './modules/care/messages/fr.json'
import type careData from './modules/care/render/messages/fr.json'
import type carePages from './modules/care/routes/messages/fr.json'
import type functions from './modules/directory/functions/messages/fr.json'
import type directory from './modules/directory/messages/fr.json'
import type field from './modules/field/messages/fr.json'
import type fieldData from './modules/field/render/messages/fr.json'
import type guide from './modules/guide/messages/fr.json'
import type home from './modules/home/messages/fr.json'
import type homeReview from './modules/home/review/messages/fr.json'
import type access from './modules/identity/access/messages/fr.json'
import type closing from './modules/identity/closing/messages/fr.json'
import type personalData from './modules/identity/closing/render/messages/fr.json'
import type factors from './modules/identity/factors/messages/fr.json'
import type invitations from './modules/identity/invitations/messages/fr.json'
import type members from './modules/identity/members/messages/fr.json'
import type identity from './modules/identity/messages/fr.json'
import type personAccount from './modules/identity/person-account/messages/fr.json'
import type identityMails from './modules/identity/render/messages/fr.json'
import type sessions from './modules/identity/sessions/messages/fr.json'
import type journal from './modules/journal/messages/fr.json'
import type measures from './modules/measures/messages/fr.json'
import type measuresData from './modules/measures/render/messages/fr.json'
import type network from './modules/network/messages/fr.json'
import type notices from './modules/notices/messages/fr.json'
import type noticeMails from './modules/notices/render/messages/fr.json'
import type outreach from './modules/outreach/messages/fr.json'
import type outreachTeam from './modules/outreach/team/messages/fr.json'
import type overview from './modules/overview/messages/fr.json'
import type pathLooks from './modules/paths/looked/messages/fr.json'
import type paths from './modules/paths/messages/fr.json'
import type partners from './modules/paths/partners/messages/fr.json'
import type pathMails from './modules/paths/render/messages/fr.json'
import type pathTeam from './modules/paths/team/messages/fr.json'
import type planCarer from './modules/plans/carer/messages/fr.json'
import type planChanges from './modules/plans/changes/messages/fr.json'
import type planCircle from './modules/plans/circle/messages/fr.json'
import type planCrisis from './modules/plans/crisis/messages/fr.json'
import type planDuty from './modules/plans/duty/messages/fr.json'
import type looked from './modules/plans/looked/messages/fr.json'
import type plans from './modules/plans/messages/fr.json'
import type planRecovery from './modules/plans/recovery/messages/fr.json'
import type planMails from './modules/plans/render/messages/fr.json'
import type written from './modules/plans/written/messages/fr.json'
import type situations from './modules/situations/messages/fr.json'
import type situationData from './modules/situations/render/messages/fr.json'
import type situationTeam from './modules/situations/team/messages/fr.json'
import type stays from './modules/stays/messages/fr.json'
import type staysData from './modules/stays/render/messages/fr.json'
import type staysSpace from './modules/stays/space/messages/fr.json'
import type mail from './platform/mail/messages/fr.json'
import type map from './platform/map/messages/fr.json'
import type platform from './platform/messages/fr.json'

type All = typeof platform &
  typeof functions &
  typeof care &
  typeof carePages &
  typeof careData &
  typeof boards &
  typeof boardDuty &
  typeof boardMails &
  typeof measures &
  typeof measuresData &
  typeof ask &
  typeof askMails &
  typeof askDelays &
  typeof map &
  typeof home &
  typeof homeReview &
  typeof identity &
  typeof factors &
  typeof access &
  typeof invitations &
  typeof members &
  typeof identityMails &
  typeof directory &
  typeof field &
  typeof fieldData &
  typeof guide &
  typeof journal &
  typeof paths &
  typeof partners &
  typeof pathTeam &
  typeof pathMails &
  typeof pathLooks &
  typeof looked &
  typeof plans &
  typeof planDuty &
  typeof planMails &
  typeof planCarer &
  typeof planChanges &
  typeof planCircle &
  typeof planCrisis &
  typeof planRecovery &
  typeof written &
  typeof stays &
  typeof staysData &
  typeof staysSpace &
  typeof outreach &
  typeof outreachTeam &
  typeof situations &
  typeof situationData &
  typeof situationTeam &
  typeof account &
  typeof network &
  typeof overview &
  typeof notices &
  typeof noticeMails &
  typeof mail &
  typeof audit &
  typeof auditMails &
  typeof render &
  typeof sessions &
  typeof personAccount &
  typeof closing &
  typeof personalData
declare module '#platform/languages/message-id.ts' {
  interface MessageIds extends All {}
}
