import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Scope } from '../db.server.ts'
import { defineJob, defineSchedule, JobFailure } from '../jobs/index.server.ts'
import { LATEST_KEYS } from './data-keys.server.ts'
import { whyOf } from './explain.server.ts'
import { noteAttempt, noteRemoved } from './history.server.ts'
import { stayingOf } from './retention.ts'
import type { BackupSettings } from './settings.server.ts'
import { type Written, writeBackup } from './write.server.ts'

const NAME = /^maillage-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.maillage$/

export type Round = Written & { removed: string[] }

/**
 * One round: a backup of now into the folder, then those go whose time is over. Nothing is removed when the backup failed. The data
 * keys are in one file that each round overwrites, so that from the next round on an erased key is in no backup of the folder.
 */
export const backUpInto = async (ownerUrl: string, { folder, protection, keep }: BackupSettings, now = new Date()): Promise<Round> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, nameAt(now))
  const written = await writeBackup({ ownerUrl, file, protection, keysFile: join(folder, LATEST_KEYS), replacesKeys: true })
  await noteAttempt(ownerUrl, { origin: 'schedule', begunAt: now, file: nameAt(now), result: written })
  const backups = listBackups(folder)
  const staying = new Set(stayingOf(backups, keep).map(({ name }) => name))
  const removed = backups.filter(({ name }) => !staying.has(name)).map(({ name }) => name)
  for (const name of removed) rmSync(join(folder, name), { force: true })
  await noteRemoved(ownerUrl, removed)
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

/** By the clocks of Paris and Brussels, like all that comes round. */
export const SCHEDULE = { hour: 2, minute: 30 } as const

export type Telling = {
  /** Tells administrators that a backup failed, as the operator. */
  onFailed: (scope: Scope) => Promise<void>
  log: { error(what: object, line: string): void }
}

/**
 * Has a backup made every night, by whichever server process is there. Called once before the work of jobs starts; without
 * settings the job is known and nothing is scheduled. All server processes of a database need the same settings.
 */
export const scheduleBackups = (ownerUrl: string, settings: BackupSettings | undefined, telling: Telling) => {
  defineBackups(ownerUrl, settings, telling)
  if (settings !== undefined) defineSchedule({ job: 'backup.write', cron: `${SCHEDULE.minute} ${SCHEDULE.hour} * * *`, input: {} })
}

export const defineBackups = (ownerUrl: string, settings: BackupSettings | undefined, { onFailed, log }: Telling) =>
  defineJob({
    name: 'backup.write',
    input: z.object({}),
    as: 'operator',
    retries: { limit: 3, delaySeconds: 600 },
    minutes: 180,
    runInSteps: async (open) => {
      const begunAt = new Date()
      if (settings === undefined) throw new JobFailure('backup_unset')
      try {
        await backUpInto(ownerUrl, settings)
      } catch (error) {
        const why = whyOf(error)
        log.error({ why, message: error instanceof Error ? error.message : '' }, 'backup failed')
        await noteAttempt(ownerUrl, { origin: 'schedule', begunAt, file: null, result: { why } })
        await open(onFailed)
        throw new JobFailure(why)
      }
    },
  })
