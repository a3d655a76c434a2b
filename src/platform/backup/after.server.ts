import { loginOf, withLogin } from '../database/address.server.ts'
import { APP_ROLE, appLogin } from '../database/app-role.server.ts'
import { withClient } from '../database/client.server.ts'
import { assertRestricted } from '../database/restricted.server.ts'
import { has, noteInTrail } from './history.server.ts'
import type { AppLogin } from './past.server.ts'

/** The application's login as migrations want it: that of DATABASE_APP_URL where an operator looks after it, else ours. */
export const appOf = (appUrl: string | undefined): AppLogin => {
  if (appUrl === undefined || appUrl === '') return {}
  const { user, password } = loginOf(appUrl)
  return { appRole: user, appPassword: password }
}

/** Opens a restored database as the server will. @throws when the application could not, or could do too much */
export const assertServable = (url: string, { appRole = APP_ROLE, appPassword }: AppLogin): Promise<void> => {
  const login = appPassword === undefined ? appLogin(url, appRole) : { user: appRole, password: appPassword }
  return withClient(withLogin(url, login), assertRestricted)
}

/** Whether somebody has put anything into a database: a network, or a person besides the operator. */
export const holdsData = (url: string): Promise<boolean> =>
  withClient(url, async (owner) => {
    const some = async (table: string, condition: string) =>
      (await has(owner, `select to_regclass('${table}') is not null`)) &&
      has(owner, `select exists (select from ${table} where ${condition})`)
    return (await some('platform.network', 'true')) || (await some('identity.person', 'not is_operator'))
  })

// What waited may have been done since, a mail above all: administrators decide on the page of jobs.
const LAY_DOWN = `update jobs.job set state = 'failed', completed_on = now(), output = '{"code": "restored"}'
  where name = 'work' and state in ('created', 'retry', 'active')`

/**
 * What a restored database must not keep: sessions, because one that was ended since would open again, and work that would begin
 * by itself. And it says of itself in the trail that it was restored, from what moment.
 */
export const makeOwn = (url: string, made: string): Promise<void> =>
  withClient(url, async (owner) => {
    await owner.query('begin')
    if (await has(owner, "select to_regclass('identity.session') is not null")) await owner.query('delete from identity.session')
    if (await has(owner, "select to_regclass('jobs.job') is not null")) await owner.query(LAY_DOWN)
    await noteInTrail(owner, 'write', 'backup.restore', `state of ${made}`)
    await owner.query('commit')
    await owner.query('analyze')
  })
