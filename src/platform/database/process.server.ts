import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { codeOf } from './client.server.ts'

/** Whether the system has a process of this number that we may signal, ended and uncollected ones (zombies) included. */
export const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Whether a process of this number runs, whoever runs it; a zombie does not. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  return stateOf(pid) !== 'Z'
}

/**
 * Whether this process is the PostgreSQL of this cluster, and not another program that was given the same number later:
 * we start it with `-D cluster`. (Its working folder would tell too, but root in a container may not ask for that.)
 * Windows tells the program only; there a login has the last word.
 */
export const isPostgresOf = (pid: number, cluster: string): boolean => {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32')
    return spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' }).stdout.includes('postgres')
  const words = commandOf(pid)
  return words.includes('postgres') && words.includes(cluster)
}

const commandOf = (pid: number): string => {
  if (process.platform !== 'linux') return ps(pid, 'args')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

const stateOf = (pid: number): string => {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return ps(pid, 'state').slice(0, 1)
  try {
    // The name of the program, in brackets, may hold anything: the state follows the last bracket.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.charAt(text.lastIndexOf(')') + 2)
  } catch {
    return 'Z'
  }
}

const ps = (pid: number, column: string) => spawnSync('ps', ['-p', String(pid), '-o', `${column}=`], { encoding: 'utf8' }).stdout.trim()
