// What a page has not sent yet: kept for this tab alone, so that a telephone that shuts it takes nothing away; gone with the tab.
const BEFORE = 'maillage.recovery.'

/** Keeps the pieces of a plan that wait to be sent; none: nothing waits any more. A browser that keeps nothing keeps the page only. */
export const hold = (file: string, pieces: readonly string[]): void => {
  try {
    if (pieces.length === 0) sessionStorage.removeItem(BEFORE + file)
    else sessionStorage.setItem(BEFORE + file, JSON.stringify(pieces))
  } catch {
    // Private windows and full storage: the page itself still holds the words.
  }
}

/** What waits to be sent of a plan, from before this page was loaded. */
export const takeHeld = (file: string): string[] => {
  try {
    const held: unknown = JSON.parse(sessionStorage.getItem(BEFORE + file) ?? '[]')
    return Array.isArray(held) ? held.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}

/** Nothing of anybody waits in this tab any more: whoever sits down here next must not send it. */
export const dropHeld = (): void => {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(BEFORE)) sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept where nothing can be.
  }
}
