import { InvalidArgumentError } from 'commander'
import { Address } from '#modules/identity/access/schema.ts'
import { setting } from '#platform/settings/index.server.ts'

/** An address on the command line, in small letters. @throws InvalidArgumentError for what is none */
export const addressOf = (text: string): string => {
  const address = Address.safeParse(text)
  if (!address.success) throw new InvalidArgumentError('an address looks like name@example.org')
  return address.data
}

/** Where people reach this site, without a slash at its end. */
export const siteAddress = (): string => setting('MAILLAGE_URL') ?? `http://${setting('MAILLAGE_HOST')}:${setting('MAILLAGE_PORT')}`
