import { useLanguage } from '#platform/languages/intl.tsx'
import { hoursInWords } from '../hours-words.ts'

/** Opening hours in words, one line for the days that have the same. What is not of the notation is shown as it is written. */
export const OpeningHours = ({ notation }: { notation: string }) => {
  const lines = useHoursInWords(notation)
  const [first, ...others] = lines
  return others.length === 0 ? (
    first
  ) : (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

export const useHoursInWords = (notation: string): string[] => {
  const { say, intl } = useLanguage()
  return hoursInWords(notation, say, intl)
}
