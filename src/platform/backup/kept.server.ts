import { drop, exists, type Kept, keptBefore, swapIn, withBench } from './swap.server.ts'

/** The databases that restores put aside, with their size in bytes; the oldest first. */
export const listKept = (ownerUrl: string): Promise<Kept[]> => withBench(ownerUrl, keptBefore)

/** Puts one of them back in its place; what was there is put aside in turn. @returns the name that this one has now */
export const goBackTo = (ownerUrl: string, name: string): Promise<string | undefined> =>
  withBench(ownerUrl, async (bench) => {
    mustKnow(await keptBefore(bench), name)
    return swapIn(bench, name, new Date())
  })

/** Removes one of them for good. */
export const removeKept = (ownerUrl: string, name: string): Promise<void> =>
  withBench(ownerUrl, async (bench) => {
    mustKnow(await keptBefore(bench), name)
    if (await exists(bench, name)) await drop(bench, name)
  })

const mustKnow = (kept: readonly Kept[], name: string) => {
  if (kept.some((one) => one.name === name)) return
  const names = kept.map((one) => one.name)
  throw new Error(`no restore put aside a database "${name}"${names.length === 0 ? '' : `: there is ${names.join(', ')}`}`)
}
