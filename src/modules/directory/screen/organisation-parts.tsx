import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { today } from '#platform/today.ts'
import { Fold, FunctionBadge, Section, Table, Tag, TextLink } from '#platform/ui/index.ts'
import type { Membership, PublicRole } from '../organisations.queries.server.ts'
import type { CareFunction, ServiceStatus } from '../vocabulary.ts'
import { useDirectoryWords } from './words.tsx'

/** The services of an organisation, each with its function. */
export const Services = ({
  services,
  base,
}: {
  services: readonly { id: string; name: string; careFunction: CareFunction | null; status: ServiceStatus }[]
  base: string
}) => {
  const { say } = useLanguage()
  return (
    <Section title={say('organisation.services')}>
      {services.length === 0 ? (
        <p>{say('organisation.services.none')}</p>
      ) : (
        <Table
          caption={say('organisation.services')}
          captionHidden
          columns={[
            { key: 'name', label: say('directory.col.name') },
            { key: 'function', label: say('directory.col.function') },
            { key: 'status', label: say('service.status') },
          ]}
          rows={services.map(({ id, name, careFunction, status }) => ({
            key: id,
            href: `${base}/services/${id}`,
            cells: {
              name,
              function: careFunction === null ? '' : <FunctionBadge code={careFunction} label={say(`function.${careFunction}`)} />,
              status: status === 'active' ? '' : <Tag tone="attention">{say(`service.status.${status}`)}</Tag>,
            },
          }))}
        />
      )}
    </Section>
  )
}

const isNow = ({ validTo }: Membership) => validTo === null || validTo >= today()

const MembershipTable = ({ memberships, base, caption }: { memberships: readonly Membership[]; base: string; caption: string }) => {
  const { say } = useLanguage()
  const { period } = useDirectoryWords()
  const hasReasons = memberships.some(({ reason, source }) => reason !== null || source !== null)
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'name', label: say('directory.col.name') },
        { key: 'when', label: say('membership.when') },
        ...(hasReasons ? [{ key: 'why', label: say('membership.why') }] : []),
      ]}
      rows={memberships.map((membership) => ({
        key: membership.id,
        href: `${base}/organisations/${membership.id}`,
        cells: {
          name: membership.name,
          when:
            membership.validFrom === null && membership.validTo === null
              ? say('membership.sinceUnknown')
              : period(membership.validFrom, membership.validTo),
          why: <Why membership={membership} />,
        },
      }))}
    />
  )
}

const Why = ({ membership: { reason, source } }: { membership: Membership }) => {
  const { say } = useLanguage()
  const words = [
    reason === null ? null : say(`membership.reason.${reason}`),
    source === null
      ? null
      : say('membership.source', { title: source.locator === null ? source.title : `${source.title}, ${source.locator}` }),
  ]
  return words.filter((word) => word !== null).join(' – ')
}

/** Who belongs to this group; those who left it folded away. */
export const Members = ({ members, base, searchAll }: { members: readonly Membership[]; base: string; searchAll: string }) => {
  const { say } = useLanguage()
  const present = members.filter(isNow)
  const past = members.filter((member) => !isNow(member))
  if (members.length === 0) return null
  return (
    <Section title={say('organisation.members')} aside={say('organisation.members.count', { count: present.length })}>
      <p>
        <TextLink to={searchAll}>{say('organisation.members.search')}</TextLink>
      </p>
      <MembershipTable memberships={present} base={base} caption={say('organisation.members')} />
      {past.length > 0 && (
        <Fold title={say('membership.past')}>
          <MembershipTable memberships={past} base={base} caption={say('membership.past')} />
        </Fold>
      )}
    </Section>
  )
}

/** The groups that this organisation belongs to, or belonged to. */
export const Groups = ({ groups, base }: { groups: readonly Membership[]; base: string }) => {
  const { say } = useLanguage()
  if (groups.length === 0) return null
  return (
    <Section title={say('organisation.groups')}>
      <MembershipTable memberships={groups} base={base} caption={say('organisation.groups')} />
    </Section>
  )
}

/** People in public roles. */
export const Roles = ({ roles }: { roles: readonly PublicRole[] }) => {
  const { say, language } = useLanguage()
  const { period } = useDirectoryWords()
  if (roles.length === 0) return null
  return (
    <Section title={say('organisation.roles')}>
      <Table
        caption={say('organisation.roles')}
        captionHidden
        columns={[
          { key: 'who', label: say('publicRole.who') },
          { key: 'what', label: say('publicRole.what') },
          { key: 'when', label: say('publicRole.when') },
        ]}
        rows={roles.map(({ id, personName, role, validFrom, validTo }) => ({
          key: id,
          cells: {
            who: personName,
            what: inWords(role, language).text,
            when: validFrom === null && validTo === null ? '' : period(validFrom, validTo),
          },
        }))}
      />
    </Section>
  )
}

/** What was done to a record, for administrators. */
export const Trail = ({ lines }: { lines: readonly { at: string; action: string }[] }) => {
  const { say, intl } = useLanguage()
  const wordsOf = (action: string) => {
    const id = action.replace('directory.', 'directory.action.')
    return id in intl.messages ? say(id as MessageId) : action
  }
  return (
    <Fold title={say('organisation.history')}>
      <p>{say('organisation.history.what')}</p>
      {lines.length === 0 ? (
        <p>{say('organisation.history.none')}</p>
      ) : (
        <ul>
          {lines.map(({ at, action }) => (
            <li key={`${at} ${action}`}>{`${intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })} – ${wordsOf(action)}`}</li>
          ))}
        </ul>
      )}
    </Fold>
  )
}
