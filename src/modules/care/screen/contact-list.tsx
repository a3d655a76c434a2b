import { useLanguage } from '#platform/languages/intl.tsx'
import { Fold, Tag, TextLink } from '#platform/ui/index.ts'
import type { ContactLine } from '../people/people.queries.server.ts'
import { useMoments } from './moment.tsx'

type Props = {
  network: string
  contacts: readonly ContactLine[]
  names: Readonly<Record<string, string>>
  /** Photographs and papers that belong to them (modules/field). */
  files: readonly { id: string; contact: string; name: string }[]
  /** Where a contact is corrected, without its id. */
  correctAt: string | null
}

/** What was done and said, the latest first: one line of facts, then the words. */
export const ContactList = ({ network, contacts, names, files, correctAt }: Props) => {
  const { say, to } = useLanguage()
  const { at, day } = useMoments()
  return (
    <ul className="care-list">
      {contacts.map((contact) => (
        <li key={contact.id} className="care-contact">
          <div className="care-contact-head">
            <strong>{at(contact.at)}</strong>
            <span>{say(`care.mode.${contact.mode}`)}</span>
            {contact.minutes !== null && <span>{say('care.contact.minutes', { minutes: contact.minutes })}</span>}
            <span>{contact.team}</span>
            <span>
              {contact.workers
                .map((worker) => names[worker] ?? '')
                .filter((name) => name !== '')
                .join(', ')}
            </span>
            {contact.who.map((who) => (
              <span key={who}>{say(`care.who.${who}`)}</span>
            ))}
            {contact.missed !== null && <Tag tone="attention">{say(`care.missed.${contact.missed}`)}</Tag>}
          </div>
          {contact.note !== null && <p className="kept-lines">{contact.note}</p>}
          {files
            .filter((file) => file.contact === contact.id)
            .map(({ id, name }) => (
              <p key={id}>
                <TextLink to={to(`/field/${network}/files/${id}`)} reload>
                  {say('care.contact.file', { name })}
                </TextLink>
              </p>
            ))}
          {contact.before[0] !== undefined && (
            <Fold title={say('care.contact.corrected', { at: at(contact.before[0].until) })}>
              <ul>
                {contact.before.map((version) => (
                  <li key={String(version.until)} className="kept-lines">
                    {[at(version.at), version.missed === null ? '' : say(`care.missed.${version.missed}`), version.note ?? '']
                      .filter((part) => part !== '')
                      .join('\n')}
                  </li>
                ))}
              </ul>
            </Fold>
          )}
          {contact.isMine && correctAt !== null && (
            <p>
              <TextLink to={`${correctAt}${contact.id}`}>{say('care.contact.correct')}</TextLink>
            </p>
          )}
          {contact.nextOn !== null && <p>{say('care.contact.next', { day: day(contact.nextOn) })}</p>}
        </li>
      ))}
    </ul>
  )
}
