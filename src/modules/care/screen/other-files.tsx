import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, TextLink } from '#platform/ui/index.ts'
import type { ReadWith } from '../people/read-with.queries.server.ts'
import { useMoments } from './moment.tsx'

type Props = { here: string; base: string; alike: number; readWith: readonly ReadWith[] }

/** Other files of the same person, each a tap away with what it alone says (a telephone, an address), and files that may be. */
export const OtherFiles = ({ here, base, alike, readWith }: Props) => {
  const { say } = useLanguage()
  const { day } = useMoments()
  if (alike === 0 && readWith.length === 0) return null
  const isMerged = readWith.some(({ isKept }) => isKept)
  return (
    <Notice kind="info">
      {readWith.length > 0 && (
        <p>
          {say(isMerged ? 'care.person.mergedInto' : 'care.person.mergedWith')}{' '}
          {readWith
            .filter(({ isKept }) => isKept || !isMerged)
            .map(({ id, name, birthDate }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <TextLink to={`${base}/${id}`}>
                  {[name || say('care.unnamed'), day(birthDate)].filter((part) => part !== '').join(', ')}
                </TextLink>
              </span>
            ))}
        </p>
      )}
      {!isMerged && (
        <p>
          {alike > 0 && `${say('care.person.alike')} `}
          <TextLink to={`${here}/same`}>{say(alike > 0 ? 'care.person.same' : 'care.same.undo')}</TextLink>
        </p>
      )}
    </Notice>
  )
}
