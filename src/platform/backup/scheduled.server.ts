import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { defineJob, defineSchedule } from '../jobs/index.server.ts'
import { noteBackup } from './after.server.ts'
import { LATEST_KEYS } from './data-keys.server.ts'
import { stayingOf } from './retention.ts'
import type { BackupSettings } from './settings.server.ts'
import { type Written, writeBackup } from './write.server.ts'

const NAME = /^maillage-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.maillage$/
const UNFINISHED = /\.unfinished-[0-9a-f]{8}$/
const A_DAY = 86_400_000

export type Round = Written & { removed: string[] }

/**
 * One round: a backup of now into the folder, then those go whose time is over. Nothing is removed when the backup failed. The data
 * keys are in one file that each round overwrites, so that from the next round on an erased key is in no backup of the folder.
 */
export const backUpInto = async (ownerUrl: string, { folder, protection, keep }: BackupSettings, now = new Date()): Promise<Round> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  sweep(folder, now)
  const file = join(folder, nameAt(now))
  const written = await writeBackup({ ownerUrl, file, protection, keysFile: join(folder, LATEST_KEYS), replacesKeys: true })
  await noteBackup(ownerUrl, written.made, nameAt(now))
  const backups = listBackups(folder)
  const staying = new Set(stayingOf(backups, keep).map(({ name }) => name))
  const removed = backups.filter(({ name }) => !staying.has(name)).map(({ name }) => name)
  for (const name of removed) rmSync(join(folder, name), { force: true })
  return { ...written, removed }
}

const nameAt = (now: Date) =>
  `maillage-${now
    .toISOString()
    .slice(0, 19)
    .replaceAll(/(?<=T.*):/g, '')}Z.maillage`

/** The scheduled backups of a folder and the moment of each, as their names tell it. Other files are none of ours. */
export const listBackups = (folder: string): { name: string; at: Date }[] =>
  readdirSync(folder).flatMap((name) => {
    const [, day, hours, minutes, seconds] = NAME.exec(name) ?? []
    return day === undefined ? [] : [{ name, at: new Date(`${day}T${hours}:${minutes}:${seconds}Z`) }]
  })

// What a round that was killed left behind.
const sweep = (folder: string, now: Date) => {
  for (const name of readdirSync(folder).filter((one) => UNFINISHED.test(one))) {
    const file = join(folder, name)
    if (now.getTime() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > A_DAY) rmSync(file, { force: true })
  }
}

/**
 * Has a backup made every night, by whichever server process is there. Called once before the work of jobs starts; without
 * settings the job is known and nothing is scheduled.
 */
export const scheduleBackups = (ownerUrl: string, settings: BackupSettings | undefined) => {
  defineJob({
    name: 'backup.write',
    input: z.object({}),
    as: 'operator',
    retries: { limit: 3, delaySeconds: 600 },
    minutes: 180,
    runInSteps: async () => {
      if (settings !== undefined) await backUpInto(ownerUrl, settings)
    },
  })
  if (settings !== undefined) defineSchedule({ job: 'backup.write', cron: '30 2 * * *', input: {} })
}
