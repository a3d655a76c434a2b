import { join } from 'node:path'
import { type Bench, memoryOf, spread, startServer, temporaryFolder } from './bench.ts'

const RUNS = 5

/** From the command to the first page, on an empty data folder and on one that is there. */
export const start: Bench = {
  name: 'start',
  title: 'Start',
  run: async (say) => {
    const [cold, warm, memory]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < RUNS; run++) {
      say(`run ${run + 1} of ${RUNS}`)
      const { folder, remove } = await temporaryFolder()
      for (const times of [cold, warm]) {
        const started = performance.now()
        const server = await startServer(join(folder, 'data'), '--demo')
        await (await fetch(`${server.address}/fr`)).text()
        times.push((performance.now() - started) / 1000)
        const used = memoryOf(server.child.pid)
        if (used !== null && times === warm) memory.push(used)
        await server.stop()
      }
      await remove()
    }
    return [
      { what: 'cold: makes the database, loads the demonstration, serves the first page', figure: spread(cold, 's') },
      { what: 'warm: serves the first page', figure: spread(warm, 's'), aim: 'under 5 s' },
      { what: 'memory of the server after the first page', figure: spread(memory, 'MB') },
    ]
  },
}
