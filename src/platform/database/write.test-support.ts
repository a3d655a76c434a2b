// Another process of Maillage for the kill test: writes rows through the door that every request takes, says each one that was
// acknowledged, and goes on when the database comes back.
import { setTimeout as sleep } from 'node:timers/promises'
import { OPERATOR } from '../actor.ts'
import { asActor, record } from '../db.server.ts'
import { openDatabase } from './connect.server.ts'

const [dataDir = '', life = ''] = process.argv.slice(2)
const WRITERS = 4
const say = (line: string) => void process.stdout.write(`${line}\n`)
const { db, ownerUrl } = await openDatabase({ serve: true, env: { MAILLAGE_DATA: dataDir }, log: (line) => say(`log ${line}`) })
await asActor(db, OPERATOR, (scope) =>
  scope
    .insertInto('platform.network')
    .values({ id: 'kills', name: JSON.stringify({ fr: 'Essai' }), country: 'FR' } as never)
    .onConflict((c) => c.doNothing())
    .execute(),
)
say(`ready ${ownerUrl}`)

const write = async (writer: number) => {
  for (let n = 0; ; n += 1) {
    const id = `life-${life}-${writer}-${n}`
    try {
      await asActor(db, OPERATOR, async (scope) => {
        await scope
          .insertInto('directory.organisation')
          .values({ network_id: 'kills', id, name: id, kind: 'other', country: 'FR' } as never)
          .execute()
        await record(scope, 'kills', 'organisation.add', id)
      })
      say(`wrote ${id}`)
    } catch {
      await sleep(20) // not acknowledged: it may be there or not
    }
  }
}
for (let writer = 0; writer < WRITERS; writer += 1) void write(writer)
