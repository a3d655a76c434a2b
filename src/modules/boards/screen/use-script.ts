import { useSyncExternalStore } from 'react'

const never = () => () => undefined
/** Whether the page's own program has taken over: not while the server renders it, nor where scripts are off. */
export const useScript = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
