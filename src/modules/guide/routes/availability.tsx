import '../screen/guide.css'
import { redirect } from 'react-router'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { intlOf, sayWith } from '#platform/languages/speech.ts'
import { allow } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Notice, Page, SearchForm, TextLink, useSaved } from '#platform/ui/index.ts'
import { confirmAvailability } from '../availability.commands.server.ts'
import { listAvailability } from '../availability.queries.server.ts'
import { canSetRules, canStateAvailability } from '../policy.ts'
import { readNetwork } from '../teams.queries.server.ts'
import { saidState } from '../words.server.ts'
import type { Route } from './+types/availability'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const network = await readNetwork(scope, args.params.network)
    allow(canStateAvailability(actor, network.id), 'guide.stateAvailability')
    const intl = intlOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE)
    const q = (new URL(args.request.url).searchParams.get('q') ?? '').slice(0, 60)
    const teams = await listAvailability(scope, network, new Date(), q)
    return {
      q,
      teams: teams.map(({ id, name, organisation, stated }) => ({
        id,
        name,
        organisation,
        said: stated === null ? null : saidState(stated, { say: sayWith(intl), intl }),
      })),
      maySet: canSetRules(actor, network.id),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const { service = '' } = typedOf(await args.request.formData())
  await inRequest(args, (scope, actor) => confirmAvailability(scope, actor, network, service))
  return redirect(`/${lang}/guide/${network}/availability?saved`)
}

export default function Availability({ loaderData: { q, teams, maySet }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const here = to(`/guide/${params.network}/availability`)
  const isSaved = useSaved() !== null
  return (
    <Page
      title={say('guide.availability.title')}
      purpose={say('guide.availability.purpose')}
      back={{ to: to(`/guide/${params.network}`), label: say('guide.title') }}
      {...(maySet ? { actions: <LinkButton to={to(`/guide/${params.network}/settings`)}>{say('guide.settings.title')}</LinkButton> } : {})}
    >
      <title>{`${say('guide.availability.title')} · Maillage`}</title>
      {isSaved && <Notice kind="saved">{say('form.saved')}</Notice>}
      <SearchForm action={here} label={say('guide.availability.search')} defaultValue={q} />
      {teams.length === 0 && <p>{say('guide.availability.none')}</p>}
      <ul className="team-rows">
        {teams.map(({ id, name, organisation, said }) => (
          <li key={id}>
            <div>
              <TextLink to={`${here}/${id}`}>{name}</TextLink>
              <p className="team-of">{organisation}</p>
              <p>{said ?? say('guide.why.places.notStated')}</p>
            </div>
            {said !== null && (
              <Form method="post">
                <input type="hidden" name="service" value={id} />
                <Button>
                  {say('guide.still')}
                  <span className="visually-hidden">{` : ${name}`}</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
