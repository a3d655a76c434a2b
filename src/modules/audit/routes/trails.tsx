import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, TextLink } from '#platform/ui/index.ts'
import { listTrails } from '../people.queries.server.ts'
import type { Route } from './+types/trails'

export const loader = async (args: Route.LoaderArgs) => {
  const networks = await inRequest(args, listTrails)
  const [only, ...others] = networks
  if (only !== undefined && others.length === 0) throw redirect(`/${args.params.lang}/admin/audit/${only.id}`)
  return networks
}

export default function Trails({ loaderData: networks }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('audit.title')} purpose={say('audit.choose')} back={{ to: to('/admin'), label: say('audit.back') }}>
      <title>{`${say('audit.title')} · Maillage`}</title>
      {networks.length === 0 && <Empty title={say('audit.none.title')} what={say('audit.none.what')} />}
      <ul>
        {networks.map(({ id, name }) => {
          const { text, lang } = inWords(name, language)
          return (
            <li key={id}>
              <TextLink to={to(`/admin/audit/${id}`)} lang={lang}>
                {text}
              </TextLink>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
