import type pg from 'pg'
import type { Db as BossDb } from 'pg-boss'
import { OPERATOR } from '../actor.ts'

const AS_WORKER = `set local app.person = '${OPERATOR.personId}'`

/**
 * The queue's own statements, each in a transaction as the operator: only so does row-level security show it all jobs.
 * A few of them bring a transaction along; in that one it is said anew, because the first ends with it.
 */
export const workerDb = (pool: pg.Pool): BossDb => ({
  executeSql: async (text, values) => {
    const client = await pool.connect()
    let broken = false
    try {
      if (/^\s*begin;/i.test(text)) return await client.query(text.replace(/begin;/i, `begin; ${AS_WORKER};`), values)
      await client.query(`begin; ${AS_WORKER}`)
      const result = await client.query(text, values)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  },
})
