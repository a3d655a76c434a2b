import { createHash } from 'node:crypto'
import type pg from 'pg'
import { OPERATOR } from '../actor.ts'
import { loginOf, withLogin } from '../database/address.server.ts'
import { APP_ROLE, appLogin } from '../database/app-role.server.ts'
import { withClient } from '../database/client.server.ts'
import { assertRestricted } from '../database/restricted.server.ts'
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

/**
 * What a restored database must not keep: sessions, because one that was ended since would open again. And it says of itself in the
 * trail that it was restored, from what moment.
 */
export const makeOwn = (url: string, made: string): Promise<void> =>
  withClient(url, async (owner) => {
    await owner.query('begin')
    if (await has(owner, "select to_regclass('identity.session') is not null")) await owner.query('delete from identity.session')
    await note(owner, 'backup.restore', `state of ${made}`)
    await owner.query('commit')
    await owner.query('analyze')
  })

/** Notes in the chain of the installation that everything left as a file: when and which, by its hash, never where it lies. */
export const noteBackup = (url: string, made: string, file: string): Promise<void> =>
  withClient(url, async (owner) => {
    await owner.query('begin')
    await note(owner, 'backup.write', `state of ${made}, file ${createHash('sha256').update(file).digest('hex').slice(0, 16)}`)
    await owner.query('commit')
  })

const note = async (owner: pg.Client, action: string, target: string) => {
  // A database of before migration 0010 has no chain of the installation.
  const door = 'platform.record_event(text,text,text,text,uuid,text)'
  if (!(await has(owner, `select to_regprocedure('${door}') is not null`))) return
  await owner.query(`set local app.person = '${OPERATOR.personId}'`)
  await owner.query('select platform.record_event(null, $1, $2, $3, null, null)', [
    action === 'backup.write' ? 'export' : 'write',
    action,
    target,
  ])
}

const has = async (owner: pg.Client, question: string): Promise<boolean> => {
  const { rows } = await owner.query<{ answer: boolean }>(`select (${question}) as answer`)
  return rows[0]?.answer === true
}
