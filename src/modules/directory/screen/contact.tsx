import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { ExternalLink, Picture, TextLink } from '#platform/ui/index.ts'
import type { Drawn } from '../map.server.ts'

type Contact = { phone: string | null; email: string | null; website: string | null }
type Line = { term: string; description: ReactNode; key: string }

/** Phone, e-mail and website as lines of a description list; absent where nothing is known. */
export const useContactLines = ({ phone, email, website }: Contact): Line[] => {
  const { say } = useLanguage()
  const phones = (phone ?? '').split(' / ').filter((number) => number !== '')
  return [
    ...(phones.length === 0
      ? []
      : [
          {
            key: 'phone',
            term: say('organisation.phone'),
            description: phones.map((number) => (
              <a key={number} className="link contact-line" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
                {number}
              </a>
            )),
          },
        ]),
    ...(email === null
      ? []
      : [
          {
            key: 'email',
            term: say('organisation.email'),
            description: (
              <a className="link contact-line" href={`mailto:${email}`}>
                {email}
              </a>
            ),
          },
        ]),
    ...(website === null
      ? []
      : [
          {
            key: 'website',
            term: say('organisation.website'),
            description: <ExternalLink href={website}>{website.replace(/^https?:\/\//, '').replace(/\/$/, '')}</ExternalLink>,
          },
        ]),
  ]
}

/** The territories around a place, from the smallest to the country, each with its page. */
export const Places = ({ places }: { places: readonly { id: string; name: string }[] }) => {
  const { to } = useLanguage()
  return places.map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && ', '}
      <TextLink to={to(`/directory/territories/${id}`)}>{name}</TextLink>
    </span>
  ))
}

/** Where one record is: the small drawing is enough for one mark, on every screen. */
export const PlaceMap = ({ map }: { map: Drawn | null }) => (map === null ? null : <Picture svgWide={map.narrow} caption={map.summary} />)
