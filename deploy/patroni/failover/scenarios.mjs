import { isInStep, leads, mark, other, run, signal, sleep, startAgain, until, wayBack, wholeCluster } from './cluster.mjs'

const AWAY_SECONDS = 45

/** Until somebody is told that a new write is kept. */
const writesAgain = (load) => {
  const now = performance.now()
  return until('a write that is acknowledged', () => load.acknowledgedSince(now) !== undefined)
}
const backInStep = async (node, since) => {
  const started = performance.now()
  await until(`${node} in step`, () => isInStep(node))
  return { rejoined: (performance.now() - started) / 1000, way: wayBack(node, since) }
}

/** The leader's processes are killed; the other node takes over; the old leader is started again. */
const killed = (parts) => async (leader, load) => {
  const since = mark(leader)
  signal('SIGKILL', leader, parts)
  await until('another leader', () => leads(other(leader)))
  await writesAgain(load)
  startAgain(leader, { withEtcd: parts.includes('etcd') })
  return backInStep(leader, since)
}

// Nothing is closed: the nearest to a machine that is there and does not answer. Afterwards it wakes up and thinks that it leads.
const frozen = async (leader, load) => {
  const since = mark(leader)
  signal('SIGSTOP', leader, ['patroni', 'postgres'])
  try {
    await until('another leader', () => leads(other(leader)))
    await writesAgain(load)
  } finally {
    signal('SIGCONT', leader, ['patroni', 'postgres'])
  }
  return backInStep(leader, since)
}

const switched = async (leader, load) => {
  const since = mark(leader)
  run('ctl', 'switchover', 'maillage', '--leader', leader, '--candidate', other(leader), '--force')
  await until('another leader', () => leads(other(leader)))
  await writesAgain(load)
  return backInStep(leader, since)
}

const restarted = async (leader, load) => {
  signal('SIGKILL', leader, ['postgres'])
  await sleep(1000)
  await writesAgain(load)
  await wholeCluster()
  return { way: 'started again' }
}

const standbyKilled = async (leader, load) => {
  const since = mark(other(leader))
  signal('SIGKILL', other(leader), ['patroni', 'postgres'])
  await sleep(1000)
  await writesAgain(load)
  startAgain(other(leader), { withEtcd: false })
  return backInStep(other(leader), since)
}

// The connection stays and nothing comes back on it: the leader must find out by itself.
const standbySilent = async (leader, load) => {
  const since = mark(other(leader))
  signal('SIGSTOP', other(leader), ['patroni', 'postgres'])
  try {
    await sleep(1000)
    await writesAgain(load)
  } finally {
    signal('SIGCONT', other(leader), ['patroni', 'postgres'])
  }
  return backInStep(other(leader), since)
}

// A standby that was not there when others wrote must not lead, even if nobody else is there.
const standbyBehind = async (leader, load) => {
  const behind = other(leader)
  const since = mark(behind)
  signal('SIGKILL', behind, ['patroni', 'postgres'])
  await sleep(1000)
  await writesAgain(load)
  signal('SIGKILL', leader, ['patroni', 'postgres'])
  startAgain(behind, { withEtcd: false })
  await sleep(AWAY_SECONDS * 1000)
  if (await leads(behind)) throw new Error('a standby leads that lacks what was acknowledged')
  startAgain(leader, { withEtcd: false })
  await writesAgain(load)
  return backInStep(behind, since)
}

const strict = (value) => run('ctl', 'edit-config', '-s', `synchronous_mode_strict=${value}`, '--force')
/** With synchronous_mode_strict nothing may be acknowledged while the standby is away, however long that is. */
const standbyKilledStrictly = async (leader, load) => {
  strict(true)
  try {
    await sleep(12_000)
    const since = mark(other(leader))
    signal('SIGKILL', other(leader), ['patroni', 'postgres'])
    await sleep(1000)
    const alone = performance.now()
    await sleep(AWAY_SECONDS * 1000)
    if (load.attempts.some(({ id, ended }) => id !== undefined && ended > alone))
      throw new Error('something was acknowledged without a standby')
    startAgain(other(leader), { withEtcd: false })
    await writesAgain(load)
    return { ...(await backInStep(other(leader), since)), from: alone - 1000 }
  } finally {
    strict(false)
  }
}

/** By name: what is done, in words, and what does it. */
export const SCENARIOS = {
  crash: { words: 'leader: `kill -9` of Patroni and PostgreSQL', act: killed(['patroni', 'postgres']) },
  machine: { words: 'the same, and the member of etcd on that machine', act: killed(['patroni', 'postgres', 'etcd']) },
  freeze: { words: 'leader stands still (`SIGSTOP`), wakes up later', act: frozen },
  switchover: { words: 'planned switchover (`patronictl switchover`)', act: switched },
  postgres: { words: 'leader: `kill -9` of PostgreSQL alone, Patroni starts it again', act: restarted },
  standby: { words: 'standby: `kill -9` of Patroni and PostgreSQL', act: standbyKilled },
  behind: {
    words: `standby killed, then the leader; after ${AWAY_SECONDS} s with the standby alone the leader is started again`,
    act: standbyBehind,
  },
  silent: { words: 'standby stands still (`SIGSTOP`), wakes up later', act: standbySilent },
  strict: { words: `standby killed, \`synchronous_mode_strict\`, away for ${AWAY_SECONDS} s`, act: standbyKilledStrictly },
}
