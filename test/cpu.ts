/**
 * How long this thread has worked, in milliseconds: unlike a clock it stands still while a busy machine does something else, so that what is
 * no work stays none.
 */
export const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
