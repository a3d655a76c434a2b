import type { z } from 'zod'
import { blocksIn, isBlock } from '../server/blocks.server.ts'
import { limit, longerThan, matching, oneOf, path, site, text, whole, words, yes } from './kinds.server.ts'

export const GROUPS = {
  serving: 'Serving',
  database: 'Database',
  mail: 'Mail',
  safety: 'Sign-in and limits',
  backup: 'Backup and trail',
  watching: 'Watching',
  making: 'For who works on Maillage',
} as const

type Description<T, U> = {
  group: keyof typeof GROUPS
  /** What it sets, in a sentence or two without a full stop at the end. */
  what: string
  /** What a text must be, and the value that it becomes. */
  schema: z.ZodType<T, string>
  /** The value while it is not set. */
  unset: U
  /** That value in words, where it does not speak for itself. */
  unsetWords?: string
  /** Never shown; may also be given as the path of a file, by NAME_FILE. */
  secret?: true
  /** Read before, or beside, the file of settings. */
  environmentOnly?: true
}
const described = <T, U = T>(description: Description<T, U>) => description
const POSTGRES = /^postgres(ql)?:\/\//

/** Every setting of Maillage: nothing else is read from the environment by a name of ours. docs/settings.md is written from this. */
export const SETTINGS = {
  MAILLAGE_HOST: described({ group: 'serving', what: 'The address to listen on; `0.0.0.0` for all', schema: text(), unset: '127.0.0.1' }),
  MAILLAGE_PORT: described({ group: 'serving', what: 'The port to listen on; 0 takes a free one', schema: whole(0, 65_535), unset: 3000 }),
  MAILLAGE_URL: described({
    group: 'serving',
    what: 'How people reach this site, as in `https://maillage.example.org`: links in mails lead there, and passkeys and OpenID are bound to it',
    schema: site(),
    unset: undefined,
    unsetWords: 'the host of each request; in mails the address that it listens on',
  }),
  MAILLAGE_TRUSTED_PROXIES: described({
    group: 'serving',
    what: 'Addresses or blocks of the reverse proxies in front, with commas or spaces between, as in `127.0.0.1, 10.0.3.0/24`: what they say of the client in `X-Forwarded-For` and `X-Forwarded-Proto` is believed, and nobody else',
    schema: words()
      .refine((blocks) => blocks.every(isBlock), 'must be addresses or blocks, as in 127.0.0.1, 10.0.3.0/24, fd00::/8')
      .transform(blocksIn),
    unset: blocksIn([]),
    unsetWords: 'none is believed',
  }),
  MAILLAGE_DATA: described({
    group: 'serving',
    what: 'The folder of this installation: the embedded database, its key, mails that were not sent',
    schema: path(),
    unset: undefined,
    unsetWords: '`.maillage` beside `package.json`',
  }),
  MAILLAGE_CONFIG: described({
    group: 'serving',
    what: 'The file of settings, with a line `NAME=value` for each; what the environment says wins over it',
    schema: path(),
    unset: undefined,
    unsetWords: '`maillage.conf` in the data folder, where there is one',
    environmentOnly: true,
  }),
  DATABASE_URL: described({
    group: 'database',
    what: 'A PostgreSQL server (15 or later) in place of the embedded one, with the login that owns the database: `postgres://user:password@host:5432/database`',
    schema: matching(POSTGRES, 'must look like postgres://user:password@host:5432/database'),
    unset: undefined,
    unsetWords: 'the embedded database',
    secret: true,
  }),
  DATABASE_APP_URL: described({
    group: 'database',
    what: 'The restricted login that serves, where an administrator makes it; a login that could bypass row-level security is refused',
    schema: matching(POSTGRES, 'must look like postgres://user:password@host:5432/database'),
    unset: undefined,
    unsetWords: '`maillage_app`, made by Maillage',
    secret: true,
  }),
  MAILLAGE_POOL: described({
    group: 'database',
    what: 'Connections of a server process to its database at most',
    schema: whole(2, 200),
    unset: 10,
  }),
  MAILLAGE_SMTP: described({
    group: 'mail',
    what: 'The mail server: `smtp://user:password@mail.example.org:587`, or `smtps://` for TLS from the first byte',
    schema: matching(/^smtps?:\/\//, 'must look like smtp://user:password@mail.example.org:587 or smtps://…'),
    unset: undefined,
    unsetWords: 'mails become files in the data folder, and are shown to administrators',
    secret: true,
  }),
  MAILLAGE_MAIL_FROM: described({
    group: 'mail',
    what: 'From whom mails come, as in `Réseau du Nord <maillage@example.org>`; needed with a mail server',
    schema: text(),
    unset: undefined,
    unsetWords: 'none',
  }),
  MAILLAGE_KEY_FILE: described({
    group: 'safety',
    what: 'The file with the [master keys](backup.md#master-keys), without which encrypted fields stay closed; servers that share a database have the same',
    schema: path(),
    unset: undefined,
    unsetWords: '`master.keys` in the data folder, made when it is first needed',
  }),
  MAILLAGE_SETTINGS: described({
    group: 'safety',
    what: 'The JSON file that names [OpenID providers](openid/README.md)',
    schema: path(),
    unset: undefined,
    unsetWords: '`settings.json` in the data folder, where there is one',
  }),
  MAILLAGE_LIMIT_SIGN_IN_BY_ADDRESS: described({
    group: 'safety',
    what: 'Attempts to sign in, from one address of the network; a hospital may have one for everybody. Guessing at an account is slowed down besides',
    schema: limit(),
    unset: { count: 300, seconds: 600 } as const,
    unsetWords: '`300/10m`',
  }),
  MAILLAGE_LIMIT_WRITES_BY_ACCOUNT: described({
    group: 'safety',
    what: 'Forms sent by one person',
    schema: limit(),
    unset: { count: 120, seconds: 60 } as const,
    unsetWords: '`120/1m`',
  }),
  MAILLAGE_LIMIT_WRITES_BY_ADDRESS: described({
    group: 'safety',
    what: 'Forms sent from one address of the network',
    schema: limit(),
    unset: { count: 1200, seconds: 60 } as const,
    unsetWords: '`1200/1m`',
  }),
  MAILLAGE_LIMIT_EXPORTS_BY_ACCOUNT: described({
    group: 'safety',
    what: 'Files taken away by one person',
    schema: limit(),
    unset: { count: 120, seconds: 600 } as const,
    unsetWords: '`120/10m`',
  }),
  MAILLAGE_LIMIT_EXPORTS_BY_ADDRESS: described({
    group: 'safety',
    what: 'Files taken away from one address of the network',
    schema: limit(),
    unset: { count: 600, seconds: 600 } as const,
    unsetWords: '`600/10m`',
  }),
  MAILLAGE_FIELD_HOURS: described({
    group: 'safety',
    what: 'Hours after the last contact with the server for which a device on the road keeps data; after that it forgets them',
    schema: whole(1, 72),
    unset: 12,
  }),
  MAILLAGE_FIELD_FILE_KB: described({
    group: 'safety',
    what: 'How large a photograph or a paper may be that is added to a contact on the road, in kilobytes',
    schema: whole(64, 6144),
    unset: 4096,
  }),
  MAILLAGE_FIELD_SHIFT_HOURS: described({
    group: 'safety',
    what: 'Hours for which the crisis plans of a duty go along on a device; after that they stay closed',
    schema: whole(1, 48),
    unset: 12,
  }),
  MAILLAGE_FIELD_COMMAND_DAYS: described({
    group: 'safety',
    what: 'Days for which the numbers are kept of what devices on the road sent; what comes again later is known by what it did',
    schema: whole(7, 3660),
    unset: 90,
  }),
  MAILLAGE_BACKUP_FOLDER: described({
    group: 'backup',
    what: 'Where a backup is written every night',
    schema: path(),
    unset: undefined,
    unsetWords: 'no scheduled backups',
  }),
  MAILLAGE_BACKUP_TO: described({
    group: 'backup',
    what: 'Public keys of age, with spaces between, of those who may open backups: the server itself cannot',
    schema: text(),
    unset: undefined,
    unsetWords: 'none',
  }),
  MAILLAGE_BACKUP_PASSPHRASE: described({
    group: 'backup',
    what: 'The passphrase that closes backups, where no public keys are given',
    schema: longerThan(12, 'better five words'),
    unset: undefined,
    unsetWords: 'none',
    secret: true,
  }),
  MAILLAGE_BACKUP_KEEP: described({
    group: 'backup',
    what: 'How many scheduled backups stay: days/weeks/months',
    schema: matching(/^\d{1,3}\/\d{1,3}\/\d{1,3}$/, 'must be days/weeks/months, as in 7/4/12'),
    unset: '7/4/12',
  }),
  MAILLAGE_ANCHORS_TO: described({
    group: 'backup',
    what: 'Who gets the ends of the trail by mail every day, as in `dpo@example.org, nl:dpd@example.be`',
    schema: text(),
    unset: '',
    unsetWords: 'nobody; they are written to `anchors/` in the data folder',
  }),
  MAILLAGE_LOG: described({
    group: 'watching',
    what: 'Level of the log; `debug` also shows where a command failed',
    schema: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    unset: 'info' as const,
  }),
  MAILLAGE_METRICS_TOKEN: described({
    group: 'watching',
    what: 'Opens `/metrics` to who sends it as a bearer token',
    schema: longerThan(16, 'make one with openssl rand -base64 24'),
    unset: undefined,
    unsetWords: 'there is no `/metrics`',
    secret: true,
  }),
  MAILLAGE_PROGRESS: described({
    group: 'watching',
    what: '`1` has commands show progress when piped',
    schema: yes(),
    unset: false,
    unsetWords: 'on a terminal only',
    environmentOnly: true,
  }),
  MAILLAGE_NODE: described({
    group: 'making',
    what: 'A Node 24 to run on',
    schema: path(),
    unset: undefined,
    unsetWords: 'the one that npm installs',
    environmentOnly: true,
  }),
  MAILLAGE_DEV: described({
    group: 'making',
    what: '`1` shows the samples of all components at `/dev/ui` and errors in full',
    schema: yes(),
    unset: false,
    unsetWords: 'off',
    environmentOnly: true,
  }),
  MAILLAGE_KILLS: described({
    group: 'making',
    what: 'How often the durability test kills Node, PostgreSQL and both',
    schema: whole(1, 100_000),
    unset: 6,
    environmentOnly: true,
  }),
  MAILLAGE_FUZZ_RUNS: described({
    group: 'making',
    what: 'How many inputs the fuzz test makes for each form',
    schema: whole(1, 1_000_000),
    unset: undefined,
    unsetWords: '`8`',
    environmentOnly: true,
  }),
  MAILLAGE_FUZZ_SEED: described({
    group: 'making',
    what: 'The seed of the inputs that the fuzz test makes',
    schema: matching(/^-?\d{1,10}$/, 'must be a whole number'),
    unset: undefined,
    unsetWords: 'the same in every run',
    environmentOnly: true,
  }),
}

export type Name = keyof typeof SETTINGS
export type ValueOf<N extends Name> = z.output<(typeof SETTINGS)[N]['schema']> | (typeof SETTINGS)[N]['unset']

/** Names that were settings once, with what stands in their place. */
export const FORMER: Readonly<Record<string, string>> = {
  MAILLAGE_PROXY: 'name the proxies in MAILLAGE_TRUSTED_PROXIES',
  MAILLAGE_ORIGIN: 'use MAILLAGE_URL',
  MAILLAGE_SECRET: 'its place is taken by the master keys, MAILLAGE_KEY_FILE',
}
