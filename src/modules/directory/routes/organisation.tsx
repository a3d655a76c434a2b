import '../screen/directory.css'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, LinkButton, Notice, Page, Section, TextLink, useSaved } from '#platform/ui/index.ts'
import { drawPlace } from '../map.server.ts'
import { readOrganisationPage, readTrail } from '../organisations.queries.server.ts'
import { canReadTrail, canWriteDirectory } from '../policy.ts'
import { PlaceMap, Places, useContactLines } from '../screen/contact.tsx'
import { Groups, Members, Roles, Services, Trail } from '../screen/organisation-parts.tsx'
import type { Route } from './+types/organisation'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const page = await readOrganisationPage(scope, network, id)
    return {
      ...page,
      map: drawPlace(page.at, page.organisation.name, localeOf(args.params.lang) ?? DEFAULT_LOCALE),
      mayWrite: canWriteDirectory(actor, network),
      trail: canReadTrail(actor, network)
        ? (await readTrail(scope, network, id)).map(({ at, action }) => ({ at: at.toISOString(), action }))
        : null,
    }
  })

export default function OrganisationPage({ loaderData: page, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { organisation, mayWrite } = page
  const saved = useSaved()
  const base = to(`/directory/${params.network}`)
  const actions = (
    <>
      <LinkButton to={`${base}/organisations/${params.id}/edit`}>{say('organisation.edit')}</LinkButton>
      <LinkButton kind="quiet" to={`${base}/services/new?organisation=${params.id}`}>
        {say('organisation.addService')}
      </LinkButton>
    </>
  )
  return (
    <Page
      title={organisation.name}
      purpose={say('organisation.purpose')}
      back={{ to: to('/directory'), label: say('directory.back') }}
      {...(mayWrite ? { actions } : {})}
    >
      <title>{`${organisation.name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('organisation.saved')}</Notice>}
      <Facts page={page} base={base} />
      <ContactAndPlace page={page} />
      <Services services={page.services} base={base} />
      {page.areas.length > 0 && (
        <Section title={say('organisation.areas')}>
          <Links items={page.areas} base={`${base}/areas`} />
        </Section>
      )}
      <Members members={page.members} base={base} searchAll={`${to('/directory')}?group=${params.network}/${params.id}`} />
      <Groups groups={page.groups} base={base} />
      <Roles roles={page.roles} />
      {page.trail !== null && <Trail lines={page.trail} />}
    </Page>
  )
}

const Links = ({ items, base, className }: { items: readonly { id: string; name: string }[]; base: string; className?: string }) => (
  <ul {...(className === undefined ? {} : { className })}>
    {items.map(({ id, name }) => (
      <li key={id}>
        <TextLink to={`${base}/${id}`}>{name}</TextLink>
      </li>
    ))}
  </ul>
)

type PageData = Route.ComponentProps['loaderData']
type Language = ReturnType<typeof useLanguage>

const Facts = ({ page, base }: { page: PageData; base: string }) => {
  const { say, language } = useLanguage()
  const { organisation, parent, children } = page
  const items = [
    { key: 'kind', term: say('organisation.kind'), description: say(`organisation.kind.${organisation.kind}`) },
    { key: 'network', term: say('organisation.network'), description: inWords(page.network.name, language).text },
    parent !== null && {
      key: 'parent',
      term: say('organisation.parent'),
      description: <TextLink to={`${base}/organisations/${parent.id}`}>{parent.name}</TextLink>,
    },
    children.length > 0 && {
      key: 'children',
      term: say('organisation.children'),
      description: <Links items={children} base={`${base}/organisations`} className="plain-list" />,
    },
    ...more(page, say, language),
  ]
  return <DescriptionList items={items.filter((item) => item !== false)} />
}

// What few readers need stands last.
const more = ({ organisation }: PageData, say: Language['say'], language: Language['language']) => {
  const note = organisation.note === null ? null : inWords(organisation.note, language)
  return [
    ...(organisation.former_names.length === 0
      ? []
      : [{ key: 'former', term: say('organisation.formerNames'), description: organisation.former_names.join(', ') }]),
    ...organisation.identifiers.map(({ scheme, value }) => ({
      key: `${scheme} ${value}`,
      term: say(`identifier.${scheme}`),
      description: value,
    })),
    ...(note === null ? [] : [{ key: 'note', term: say('organisation.note'), description: <span lang={note.lang}>{note.text}</span> }]),
  ]
}

const ContactAndPlace = ({ page: { organisation, places, map } }: { page: PageData }) => {
  const { say } = useLanguage()
  const lines = useContactLines(organisation)
  const address = [organisation.address, [organisation.postal_code, organisation.place].filter((part) => part !== null).join(' ')].filter(
    (part) => part !== null && part !== '',
  )
  return (
    <Section title={say('organisation.contact')}>
      <DescriptionList
        items={[
          ...lines,
          ...(address.length === 0 ? [] : [{ key: 'address', term: say('organisation.address'), description: address.join(', ') }]),
          ...(places.length === 0 ? [] : [{ key: 'places', term: say('organisation.places'), description: <Places places={places} /> }]),
        ]}
      />
      <PlaceMap map={map} />
    </Section>
  )
}
