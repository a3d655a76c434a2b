import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { withDatabase } from './address.server.ts'
import { codeOf, withClient } from './client.server.ts'

/**
 * Makes an empty database, or a copy of a template that nobody is connected to, on the owner's server.
 * @returns the owner's address of it
 */
export const createDatabase = (ownerUrl: string, name: string, template?: string): Promise<string> =>
  withClient(ownerUrl, async (owner) => {
    const from = template === undefined ? "template0 encoding 'UTF8'" : pg.escapeIdentifier(template)
    await owner.query(`create database ${pg.escapeIdentifier(name)} template ${from}`)
    return withDatabase(ownerUrl, name)
  })

/** Removes a database with all that is in it, and ends the connections to it; nothing happens when there is none. */
export const dropDatabase = (ownerUrl: string, name: string): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await owner.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
        return
      } catch (error) {
        // An owner who is no superuser cannot end the application's connections: those that were just closed go by themselves.
        if (codeOf(error) !== '42501' || attempt === ATTEMPTS) throw error
        await setTimeout(PAUSE)
      }
    }
  })
const ATTEMPTS = 20
const PAUSE = 100
