// Classes and codes of PostgreSQL (appendix A of its manual) and of Node that mean: the database is gone for now. 25006: it was
// the leader a moment ago and only reads now; 57014: a statement waited in vain, as all do while a commit waits for a standby.
const GONE = /^(08...|57P0[123]|53...|25006|57014|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/

/** Whether an error says that the database cannot be reached or has no room: nothing was acknowledged, and trying again later may work. */
export const isLostDatabase = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    GONE.test(code) || /connection terminated|timeout exceeded when trying to connect/i.test(error.message) || isLostDatabase(error.cause)
  )
}
