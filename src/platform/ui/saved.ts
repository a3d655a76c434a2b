import { useEffect } from 'react'
import { useLocation } from 'react-router'

// Words in an address that tell what was just done.
const TOLD_ONCE = ['saved', 'done', 'undone', 'moved']

/** An address's query without what was just done: reloaded, shared or kept, it says no more than the page. */
export const withoutSaved = (search: string): string => {
  const kept = new URLSearchParams(search)
  for (const name of TOLD_ONCE) kept.delete(name)
  return kept.size === 0 ? '' : `?${kept}`
}

/**
 * What was just saved, from `?saved` in the address: '' where it says no more than that, null when nothing was. It is told once: the words
 * leave the address as soon as the page is shown.
 */
export const useSaved = (): string | null => {
  const { search, pathname, hash, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each arrival has a key of its own, also the second one at the same address
  useEffect(() => {
    // Not by the router: that would load the page again, and take the notice away before it is read.
    if (search !== '') history.replaceState(history.state, '', `${pathname}${withoutSaved(search)}${hash}`)
  }, [key, search])
  return new URLSearchParams(search).get('saved')
}
