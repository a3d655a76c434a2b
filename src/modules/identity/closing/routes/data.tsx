import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import { Lines, LinkButton, Page, Row, Section, Stack, Table, TextLink } from '#platform/ui/index.ts'
import { inAccount, requireFresh } from '../../factors/request.server.ts'
import { requireSpace } from '../../factors/space.server.ts'
import { heldInWords, networkNames, readHeld } from '../export.server.ts'
import type { Route } from './+types/data'

export const loader = async (args: Route.LoaderArgs) => {
  await requireSpace(args)
  await requireFresh(args)
  return inAccount(args, async (scope, { standing }) => {
    const held = await readHeld(scope, standing.personId)
    await recordRead(scope, null, 'identity.readOwnData', `person/${standing.personId}`, { about: standing.personId })
    return { sections: heldInWords(held, await networkNames(scope), localeOf(args.params.lang) ?? 'fr') }
  })
}

const SHOWN = 20

export default function Data({ loaderData: { sections } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('data.title')} purpose={say('data.purpose')} back={{ to: to('/account'), label: say('sessions.back') }}>
      <title>{`${say('data.title')} · Maillage`}</title>
      <Stack gap="small">
        <p>
          <Lines>{say('data.take')}</Lines>
        </p>
        <Row>
          <LinkButton to={to('/account/data.pdf')} kind="primary" reload>
            {say('data.pdf')}
          </LinkButton>
          <LinkButton to={to('/account/data.json')} reload>
            {say('data.json')}
          </LinkButton>
        </Row>
      </Stack>
      {sections.map(({ name, title, columns, rows }) => (
        <Section key={name} title={title}>
          <Table
            caption={title}
            captionHidden
            columns={columns.map((label, at) => ({ key: String(at), label }))}
            rows={rows
              .slice(0, SHOWN)
              .map((row, at) => ({ key: String(at), cells: Object.fromEntries(row.map((cell, place) => [String(place), cell])) }))}
          />
          {rows.length > SHOWN && <p>{say('data.more', { more: rows.length - SHOWN })}</p>}
        </Section>
      ))}
      <p>
        <TextLink to={to('/account/close')}>{say('closing.title')}</TextLink>
      </p>
    </Page>
  )
}
