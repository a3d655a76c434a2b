import { useLanguage } from '#platform/languages/intl.tsx'
import type { SectionName } from '../../care/vocabulary.ts'

/**
 * What somebody may read, in words. That they may write as well is a sentence of its own; and whoever may read anything may know whose it
 * is, which is said only where the name is all that matters (`named`).
 */
export const useSectionsInWords = () => {
  const { say } = useLanguage()
  return (sections: readonly SectionName[], named?: 'named') =>
    sections
      .flatMap((each) => (each === 'recovery_write' || (each === 'identity' && named === undefined) ? [] : say(`space.section.${each}`)))
      .join(', ')
}
