import { Command } from 'commander'
import { anchorDaily, nameOfChain, readAnchors } from '#modules/audit/anchors.server.ts'
import { retireRows } from '#modules/audit/retire.server.ts'
import { listChains, type Verdict, verifyChain } from '#modules/audit/verify.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { isDay } from '#platform/cells.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { progress, timed } from './progress.server.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

const verifyCommand = () =>
  new Command('verify')
    .description('Checks the trail: finds a row that was changed, removed, moved or inserted, and with anchors an end that was cut off.')
    .option('--network <id>', 'only the chain of this network; without it, all chains and that of the installation')
    .option('--anchors <folder>', 'a folder with anchors that left this machine before: files, or mails as they were saved')
    .action(verify)

const verify = async ({ network, anchors: folder }: { network?: string; anchors?: string }) => {
  const anchors = folder === undefined ? [] : readAnchors(folder)
  const database = await openDatabase({ progress })
  try {
    const chains = network === undefined ? await asActor(database.db, OPERATOR, (scope) => listChains(scope, anchors)) : [network]
    let faults = 0
    for (const chain of chains) {
      const verdict = await timed(`Verifying ${nameOfChain(chain)}`, () =>
        asActor(database.db, OPERATOR, (scope) => verifyChain(scope, chain, anchors)),
      )
      tell(verdict)
      faults += verdict.faults
    }
    if (faults > 0) throw new Error(`the trail does not hold: ${faults} ${faults === 1 ? 'fault' : 'faults'}`)
  } finally {
    await database.close()
  }
}

const tell = ({ network, rows, seq, hash, findings, faults, erased, anchored }: Verdict) => {
  const name = nameOfChain(network)
  for (const { fault, why } of findings) say(`${name}: ${fault}: ${why}`)
  if (faults > findings.length) say(`${name}: … and ${faults - findings.length} more`)
  const more = [
    ...(anchored > 0 ? [`${anchored} anchors compared`] : []),
    ...(erased > 0 ? [`${erased} reasons erased`] : []),
    ...(faults === 0 && rows > 0 ? [`ends with row ${seq}, ${hash}`] : []),
  ]
  say(`${name}: ${faults === 0 ? 'intact' : 'NOT INTACT'}, ${rows} rows${more.length > 0 ? `, ${more.join(', ')}` : ''}`)
}

const anchorCommand = () =>
  new Command('anchor')
    .description('Writes the ends of all chains into a file of today (the server does it every day). Keep copies away from this machine.')
    .option('--folder <folder>', 'where, instead of anchors/ in the data folder')
    .action(async ({ folder }: { folder?: string }) => {
      const database = await openDatabase({ progress })
      try {
        const { count, file, lines } = await asActor(database.db, OPERATOR, (scope) =>
          anchorDaily(scope, folder === undefined ? {} : { folder }),
        )
        if (count > 0) say(lines)
        progress(`${count} anchors in ${file}`)
      } finally {
        await database.close()
      }
    })

const retireCommand = () =>
  new Command('retire')
    .description('Takes rows whose time is over out of the trail, after writing them to a file. The last year always stays.')
    .requiredOption('--before <day>', 'the first day that stays, such as 2024-01-01')
    .requiredOption('--archive <file>', 'the new file that gets the rows, as lines of JSON')
    .option('--network <id>', 'the network; without it, the chain of the installation')
    .action(async ({ before, archive, network }: { before: string; archive: string; network?: string }) => {
      if (!isDay(before)) throw new Error(`--before is a day such as 2024-01-01, not "${before}"`)
      const database = await openDatabase({ progress })
      try {
        const { removed, lastSeq } = await retireRows(database, { network: network ?? null, before, archive })
        const name = nameOfChain(network ?? null)
        if (removed === 0) say(`${name}: no row is older than ${before}; no file was made.`)
        else say(`${name}: ${removed} rows went into ${archive}; the chain goes on after row ${lastSeq}.`)
      } finally {
        await database.close()
      }
    })

export const auditCommand = () => {
  const command = new Command('audit').description('The trail of who did what: verify it, anchor it outside, retire what is too old.')
  for (const part of [verifyCommand, anchorCommand, retireCommand]) command.addCommand(part().exitOverride())
  return command
}
