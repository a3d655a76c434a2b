import { createHmac } from 'node:crypto'
import pg from 'pg'
import { type Login, loginOf, withLogin } from './address.server.ts'
import { codeOf, connected } from './client.server.ts'

export const APP_ROLE = 'maillage_app'

/**
 * The restricted login of the application. Its password follows from the owner's, so that all processes agree on it and none is
 * stored; it is the same for all databases of a server, because roles are. Without an owner's password (a server that trusts
 * this machine) the role has none either: one that everybody can work out would be worse.
 */
export const appLogin = (ownerUrl: string, user = APP_ROLE): Login => {
  const { password } = loginOf(ownerUrl)
  return { user, password: password === '' ? '' : createHmac('sha256', password).update(`login of ${user}`).digest('base64url') }
}

/**
 * Makes the application's role if it is missing, and sets its password if that does not open the database.
 * `mayChange` false: an operator looks after the role, then it is only made if missing.
 */
export const ensureRole = async (owner: pg.Client, ownerUrl: string, login: Login, mayChange: boolean) => {
  const name = pg.escapeIdentifier(login.user)
  const password = login.password === '' ? 'null' : pg.escapeLiteral(login.password)
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [login.user])
  if (rowCount === 0) {
    // Roles belong to the server: another database of it may make the same one at this moment.
    await attempt(
      owner,
      `create role ${name} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${password}`,
      login.user,
    )
    // A restore ends the sessions of the application, which only a member of its role or a superuser may.
    await attempt(owner, `grant ${name} to current_user`, login.user)
  }
  const database = pg.escapeIdentifier(await databaseOf(owner))
  await owner.query(`grant connect on database ${database} to ${name}`)
  // A temporary type is found before every other, also by the functions that run with the owner's rights (PostgreSQL manual, "Writing
  // SECURITY DEFINER Functions Safely"), and everybody may make one unless told otherwise.
  await owner.query(`revoke temporary on database ${database} from public, ${name}`)
  return mayChange && rowCount === 1 && login.password !== '' && !(await opens(ownerUrl, login))
    ? attempt(owner, `alter role ${name} password ${password}`, login.user)
    : undefined
}

const databaseOf = async (owner: pg.Client): Promise<string> =>
  (await owner.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? ''

const attempt = async (owner: pg.Client, statement: string, user: string) => {
  await owner.query('savepoint role')
  try {
    await owner.query(statement)
  } catch (error) {
    await owner.query('rollback to savepoint role')
    const code = codeOf(error)
    // Duplicate, or changed at once by the migration of another database of this server: it is there, with the same password.
    if (code === '42710' || code === '23505' || code === 'XX000') return
    if (code !== '42501') throw error
    throw new Error(
      `the login of DATABASE_URL may not make or change the role ${user}: let an administrator make it (a login without further rights) and name it in DATABASE_APP_URL`,
      { cause: error },
    )
  }
}

const opens = async (ownerUrl: string, login: Login): Promise<boolean> => {
  try {
    await (await connected({ connectionString: withLogin(ownerUrl, login), connectionTimeoutMillis: 10_000 })).end()
    return true
  } catch (error) {
    if (codeOf(error).startsWith('28')) return false
    throw error
  }
}
