import { Fragment, type ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'

/** The sentences of a text, each beginning with a capital letter: "p. 12" stays in one piece. */
export const sentencesOf = (text: string): string[] => {
  // Split with the mark kept, then joined again: a look-behind would stop the whole page on phones from before 2023.
  const parts = text.split(/([.!?…])\s+(?=[\p{Lu}«])/u)
  return parts.filter((_, at) => at % 2 === 0).map((part, at) => part + (parts[at * 2 + 1] ?? ''))
}

/** On easy-to-read pages each sentence stands on a line of its own; elsewhere the text runs on. `each`: what a sentence becomes, of plain text. */
export const Lines = ({ children, each = (text) => text }: { children?: ReactNode; each?: (text: string) => ReactNode }) => {
  const { locale } = useLanguage()
  if (typeof children !== 'string') return children
  if (locale !== 'fr-x-falc') return each(children)
  return sentencesOf(children).map((sentence, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the sentences of a text never move
    <Fragment key={at}>
      {at > 0 && ' '}
      <span className="line">{each(sentence)}</span>
    </Fragment>
  ))
}
