import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { Field } from '../field.ts'

const FieldContext = createContext<Field | null>(null)
export const FieldProvider = ({ field, children }: { field: Field; children: ReactNode }) => (
  <FieldContext value={field}>{children}</FieldContext>
)

/** The area and what it shows now. */
export const useField = () => {
  const field = useContext(FieldContext)
  if (field === null) throw new Error('outside of the area for the road')
  return { field, view: useSyncExternalStore(field.subscribe, field.view) }
}

const here = () => location.hash.replace(/^#\/?/, '')
/** Where one is in the area: what stands after the # of the address, which no server is told. Moving on takes the focus along. */
export const usePlace = (): string[] => {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const move = () => {
      setPlace(here())
      scrollTo(0, 0)
      requestAnimationFrame(() => document.getElementById('title')?.focus({ preventScroll: true }))
    }
    addEventListener('hashchange', move)
    return () => removeEventListener('hashchange', move)
  }, [])
  return place.split('/').filter((part) => part !== '')
}
export const goTo = (place: string) => {
  location.hash = `#/${place}`
}
