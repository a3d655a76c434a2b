import { useLanguage } from '#platform/languages/intl.tsx'
import { FunctionBadge, Table } from '#platform/ui/index.ts'
import type { Hit } from '../search.queries.server.ts'

export const addressOf = ({ network, organisationId, serviceId }: Pick<Hit, 'network' | 'organisationId' | 'serviceId'>) =>
  `/directory/${network}/${serviceId === null ? `organisations/${organisationId}` : `services/${serviceId}`}`

/** Organisations and services that were found, one a line; a card on a phone. */
export const ResultList = ({ hits }: { hits: readonly Hit[] }) => {
  const { say, to } = useLanguage()
  const hasFunctions = hits.some(({ careFunction }) => careFunction !== null)
  return (
    <Table
      caption={say('directory.search.results')}
      captionHidden
      columns={[
        { key: 'name', label: say('directory.col.name') },
        { key: 'what', label: say('directory.col.what') },
        ...(hasFunctions ? [{ key: 'function', label: say('directory.col.function') }] : []),
        { key: 'where', label: say('directory.col.where') },
      ]}
      rows={hits.map((hit) => ({
        key: `${hit.network} ${hit.organisationId} ${hit.serviceId}`,
        href: to(addressOf(hit)),
        cells: {
          name: hit.name,
          what:
            hit.serviceId === null
              ? say(`organisation.kind.${hit.kind}`)
              : say('directory.hit.service', { organisation: hit.organisation }),
          function: hit.careFunction === null ? '' : <FunctionBadge code={hit.careFunction} label={say(`function.${hit.careFunction}`)} />,
          where: whereOf(hit),
        },
      }))}
    />
  )
}

const whereOf = ({ place, territory }: Hit) =>
  place !== null && territory !== null && place !== territory && !place.startsWith(territory)
    ? `${place}, ${territory}`
    : (place ?? territory ?? '')
