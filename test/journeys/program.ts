import { type ChildProcess, spawn } from 'node:child_process'

export type Program = {
  pid: number
  address: string
  /** Everything that it has said so far. */
  said(): string
  signal(name: NodeJS.Signals): void
  /** The exit code, when it has ended. */
  ended: Promise<number | null>
}

/**
 * The built program as a newcomer starts it, with the demonstration, on a free port. `under`: a command that goes on as the program.
 * @throws what it said, when it ends before it listens
 */
export const startProgram = async (env: NodeJS.ProcessEnv, { under = [] }: { under?: readonly string[] } = {}): Promise<Program> => {
  const [command = '', ...args] = [...under, process.execPath, '--enable-source-maps', 'scripts/main.mjs', 'start', '--demo', '--port', '0']
  const child = spawn(command, args, {
    env: { ...process.env, MAILLAGE_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let said = ''
  const address = await addressOf(child, (chunk) => {
    said += chunk
    return said
  })
  return { pid: child.pid ?? 0, address, said: () => said, signal: (name) => void child.kill(name), ended }
}

const addressOf = (child: ChildProcess, hear: (chunk: string) => string) =>
  new Promise<string>((resolve, reject) => {
    let all = ''
    const listen = (chunk: Buffer) => {
      all = hear(chunk.toString())
      const address = /listens on (http:\/\/\S+)/.exec(all)?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it listened:\n${all}`)))
  })
