// postgres://user:password@host:port/database?options. Not the URL class: it loses the login of an address without a host,
// which is how a Unix socket is named (postgres://user:password@/database?host=/run/postgresql).
const ADDRESS = /^(postgres(?:ql)?:\/\/)(?:([^@/?#]*)@)?([^@/?#]*)(?:\/([^?#]*))?(\?[^#]*)?$/

export type Login = { user: string; password: string }

const partsOf = (address: string) => {
  const match = ADDRESS.exec(address)
  if (match === null) throw new Error('DATABASE_URL must look like postgres://user:password@host:5432/database')
  const [, scheme = '', login = '', host = '', database = '', options = ''] = match
  return { scheme, login, host, database, options }
}
const joined = ({ scheme, login, host, database, options }: ReturnType<typeof partsOf>) =>
  `${scheme}${login === '' ? '' : `${login}@`}${host}/${database}${options}`

/** Who logs in by this address; the password may also come from the environment, as with every PostgreSQL program. */
export const loginOf = (address: string): Login => {
  const { login } = partsOf(address)
  const [user = '', ...password] = login.split(':')
  return {
    user: decodeURIComponent(user) || (process.env.PGUSER ?? ''),
    password: decodeURIComponent(password.join(':')) || (process.env.PGPASSWORD ?? ''),
  }
}

/** The same server and database for another login; without a password where that is the empty string. */
export const withLogin = (address: string, { user, password }: Login): string => {
  const login = encodeURIComponent(user) + (password === '' ? '' : `:${encodeURIComponent(password)}`)
  return joined({ ...partsOf(address), login })
}

/** The same server and login for another database. */
export const withDatabase = (address: string, database: string): string =>
  joined({ ...partsOf(address), database: encodeURIComponent(database) })

/** What may be shown of an address: where it is, never its login. */
export const placeOf = (address: string): string => {
  const { host, database } = partsOf(address)
  return `${host}/${database}`
}
