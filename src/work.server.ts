import { backupSettings, scheduleBackups } from '#platform/backup/index.server.ts'
import type { Database } from '#platform/database/connect.server.ts'
import { startWork } from '#platform/jobs/index.server.ts'
import { mailSettings, openMail } from '#platform/mail/index.server.ts'
import { log } from '#platform/server/log.server.ts'
import './modules/audit/daily.server.ts'
import './modules/boards/visits/check-in.server.ts'
import './modules/care/ask/clocks.server.ts'
import './modules/care/requests/emergency-mails.server.ts'
import './modules/care/requests/lapsed.server.ts'
import './modules/care/people/retention.server.ts'
import './modules/field/sweep.server.ts'
import './modules/identity/sessions/sweep.server.ts'
import './modules/identity/access/password.commands.server.ts'
import './modules/identity/access/mails.server.ts'
import './modules/identity/invitations/mails.server.ts'
import './modules/measures/alerts/alerts.commands.server.ts'
import { actorOfPerson } from './modules/notices/asker.server.ts'
import { tellOfFailedBackup } from './modules/notices/backups.server.ts'
import { tellAsker } from './modules/notices/failures.server.ts'
import { courtesy } from './modules/notices/preference.server.ts'
import './modules/outreach/forget.server.ts'
import './modules/paths/mails.server.ts'
import './modules/paths/partners/sweep.server.ts'
import './modules/plans/crisis/renewal.server.ts'
import './modules/plans/glass/glass.server.ts'
import './personal-data.server.ts'

/**
 * Has this process take its part of the work that waits: jobs, schedules, mails. `address` is where it listens.
 * @returns what stops it: nothing new is begun, and what is under way is finished or put back
 * @throws one line about a setting of mail that is wrong
 */
export const openWork = async (
  { db, pool, ownerUrl }: Database,
  address: string,
  env = process.env,
): Promise<{ stop(): Promise<void> }> => {
  const mail = openMail(mailSettings(env, address), courtesy)
  scheduleBackups(ownerUrl, backupSettings(env), { onFailed: tellOfFailedBackup, log })
  const work = await startWork({ db, pool, log, actorOf: actorOfPerson, onGivenUp: tellAsker })
  return {
    stop: async () => {
      await work.stop()
      mail.close()
    },
  }
}
