import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's password storage cheat sheet: scrypt with N=2^17, r=8, p=1 (128 MiB). The demonstration and the tests use less work.
type Cost = { logN: number }
export const STRONG: Cost = { logN: 17 }

const derive = (password: string, salt: Buffer, logN: number) =>
  new Promise<Buffer>((resolve, reject) => {
    const options = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 11) }
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })

/** `scrypt$17$salt$key`: the cost is kept with the hash, so that it can be raised later. */
export const hashPassword = async (password: string, cost: Cost = STRONG) => {
  const salt = randomBytes(16)
  return ['scrypt', cost.logN, salt.toString('base64url'), (await derive(password, salt, cost.logN)).toString('base64url')].join('$')
}

/** Takes as long for an account that does not exist (null) as for one that does. */
export const verifyPassword = async (password: string, hash: string | null): Promise<boolean> => {
  const [, logN, salt, key] = (hash ?? `scrypt$${STRONG.logN}$AAAAAAAAAAAAAAAAAAAAAA$`).split('$')
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64url'), Number(logN))
  const stored = Buffer.from(key ?? '', 'base64url')
  return stored.length === derived.length && timingSafeEqual(stored, derived)
}
