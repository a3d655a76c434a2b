import { useLanguage } from '#platform/languages/intl.tsx'
import { cutAtAbbreviations } from '../abbreviations.ts'

/** A text whose abbreviations say what they stand for, each at its first use. */
export const Explained = ({ children }: { children: string }) => {
  const { say } = useLanguage()
  return cutAtAbbreviations(children).map((part) =>
    typeof part === 'string' ? (
      part
    ) : (
      <abbr key={part.short} title={say(`account.abbreviation.${part.short}`)}>
        {part.short}
      </abbr>
    ),
  )
}
