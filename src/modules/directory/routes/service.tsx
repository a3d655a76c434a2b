import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { isAsked } from '#modules/care/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, FunctionBadge, LinkButton, Notice, Page, Prose, Section, Tag, TextLink, useSaved } from '#platform/ui/index.ts'
import type { Faults } from '../faults.ts'
import { drawPlace } from '../map.server.ts'
import { canWriteDirectory } from '../policy.ts'
import { CapacitySection } from '../screen/capacity.tsx'
import { PlaceMap, Places, useContactLines } from '../screen/contact.tsx'
import { OpeningHours } from '../screen/hours.tsx'
import { useDirectoryWords } from '../screen/words.tsx'
import { parseCapacity } from '../service-cells.server.ts'
import { removeCapacity, setCapacity } from '../services.commands.server.ts'
import { readServicePage } from '../services.queries.server.ts'
import { typedOf } from '../typed.ts'
import { CAPACITY_UNITS } from '../vocabulary.ts'
import type { Route } from './+types/service'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const page = await readServicePage(scope, network, id)
    return {
      ...page,
      isAsked: await isAsked(scope, network, id),
      map: drawPlace(page.at, page.service.name, localeOf(args.params.lang) ?? DEFAULT_LOCALE),
      mayWrite: canWriteDirectory(actor, network),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const unit = CAPACITY_UNITS.find((each) => each === typed.unit)
  if (typed.intent === 'remove' && unit !== undefined) {
    await inRequest(args, (scope, actor) => removeCapacity(scope, actor, network, id, unit, typed.valid_from ?? ''))
    return redirect(`/${lang}/directory/${network}/services/${id}?saved=capacity`)
  }
  const { value, faults } = parseCapacity(typed)
  if (faults !== undefined) return data({ typed, faults }, { status: 422 })
  const isKept = await inRequest(args, (scope, actor) => setCapacity(scope, actor, network, id, value))
  const overlap: Faults = { valid_from: { id: 'directory.fault.overlap' } }
  return isKept
    ? redirect(`/${lang}/directory/${network}/services/${id}?saved=capacity`)
    : data({ typed, faults: overlap }, { status: 422 })
}

type PageData = Route.ComponentProps['loaderData']

export default function ServicePage({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const { service, organisation, mayWrite } = page
  const actions = [
    page.isAsked && (
      <LinkButton key="ask" to={to(`/ask/${params.network}?service=${params.id}`)} kind="primary" reload>
        {say('service.ask')}
      </LinkButton>
    ),
    mayWrite && (
      <LinkButton key="edit" to={`${to(`/directory/${params.network}`)}/services/${params.id}/edit`}>
        {say('service.edit')}
      </LinkButton>
    ),
  ].filter((action) => action !== false)
  const saved = useSaved()
  const base = to(`/directory/${params.network}`)
  const description = service.description === null ? null : inWords(service.description, language)
  return (
    <Page
      title={service.name}
      purpose={say('service.purpose')}
      back={{ to: `${base}/organisations/${organisation.id}`, label: organisation.name }}
      {...(actions.length > 0 ? { actions } : {})}
    >
      <title>{`${service.name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say(saved === 'capacity' ? 'service.capacity.saved' : 'organisation.saved')}</Notice>}
      {description !== null && (
        <Prose lang={description.lang}>
          <p>{description.text}</p>
        </Prose>
      )}
      <Facts page={page} base={base} />
      <ContactAndPlace page={page} />
      <CapacitySection capacities={page.capacities} mayWrite={mayWrite} typed={actionData?.typed ?? {}} faults={actionData?.faults ?? {}} />
    </Page>
  )
}

const Facts = ({ page: { service, organisation, area }, base }: { page: PageData; base: string }) => {
  const { say } = useLanguage()
  const { languageName } = useDirectoryWords()
  const branch = service.desde_code?.charAt(0) as 'I' | 'A' | 'S' | 'O' | 'D' | 'R' | undefined
  const isActive = service.status === 'active'
  const items = [
    service.care_function !== null && {
      key: 'function',
      term: say('service.function'),
      description: <FunctionBadge code={service.care_function} label={say(`function.${service.care_function}`)} />,
    },
    {
      key: 'status',
      term: say('service.status'),
      description: isActive ? say('service.status.active') : <Tag tone="attention">{say(`service.status.${service.status}`)}</Tag>,
    },
    {
      key: 'hours',
      term: say('service.hours'),
      description: service.opening_hours === null ? say('service.hours.unknown') : <OpeningHours notation={service.opening_hours} />,
    },
    service.languages.length > 0 && {
      key: 'languages',
      term: say('service.languages'),
      description: service.languages.map(languageName).join(', '),
    },
    {
      key: 'organisation',
      term: say('service.organisation'),
      description: <TextLink to={`${base}/organisations/${organisation.id}`}>{organisation.name}</TextLink>,
    },
    area !== null && {
      key: 'area',
      term: say('service.area'),
      description: <TextLink to={`${base}/areas/${area.id}`}>{area.name}</TextLink>,
    },
    branch !== undefined && {
      key: 'desde',
      term: say('service.desde'),
      description: `${service.desde_code} – ${say(`desde.branch.${branch}`)}`,
    },
  ]
  return <DescriptionList items={items.filter((item) => item !== false)} />
}

const ContactAndPlace = ({ page: { service, organisation, places, map } }: { page: PageData }) => {
  const { say } = useLanguage()
  const own = useContactLines(service)
  const shared = useContactLines(organisation)
  // A service with a territory of its own is not at the address of its organisation.
  const isThere = service.territory_id === null || service.territory_id === organisation.territory_id
  const address = isThere
    ? [organisation.address, [organisation.postal_code, organisation.place].filter((part) => part !== null).join(' ')].filter(
        (part) => part !== null && part !== '',
      )
    : []
  return (
    <Section title={say('service.contact')}>
      <DescriptionList
        items={[
          ...(own.length > 0 ? own : shared),
          ...(address.length === 0 ? [] : [{ key: 'address', term: say('organisation.address'), description: address.join(', ') }]),
          ...(places.length === 0 ? [] : [{ key: 'places', term: say('organisation.places'), description: <Places places={places} /> }]),
        ]}
      />
      <PlaceMap map={map} />
    </Section>
  )
}
