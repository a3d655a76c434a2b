import { useCallback, useEffect, useRef } from 'react'
import { useField } from './use-field.tsx'

/**
 * Keeps what is typed at a place a moment after it was typed, and at once when one looks elsewhere: a phone may kill the page then. Called
 * with null it keeps nothing any more.
 */
export const useDraft = <T>(place: string): ((draft: T | null) => void) => {
  const { field } = useField()
  const latest = useRef<T | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const draft = latest.current
    latest.current = null
    if (draft !== null) void field.drafts.save(place, draft)
  }, [field, place])
  useEffect(() => {
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      flush()
    }
  }, [flush])
  return (draft) => {
    clearTimeout(timer.current)
    latest.current = draft
    if (draft !== null) timer.current = setTimeout(flush, 300)
  }
}
