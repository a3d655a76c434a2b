import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { LinkButton, Picture, Row, Section, Stack, TextLink } from '#platform/ui/index.ts'
import type { Words } from '#platform/words.ts'
import type { Drawn } from '../map.server.ts'

/** The results on a map, with the same places as a list behind it. */
export const ResultMap = ({ map: { wide, narrow, summary, places } }: { map: Drawn }) => (
  <Picture
    svgWide={wide}
    svgNarrow={narrow}
    caption={summary}
    table={
      <ul>
        {places.map(({ label, href }) => (
          <li key={`${label} ${href}`}>{href === null ? label : <TextLink to={href}>{label}</TextLink>}</li>
        ))}
      </ul>
    }
  />
)

/** The results as files; `query` are the filters of the address. */
export const Downloads = ({ query }: { query: string }) => {
  const { say, to } = useLanguage()
  return (
    <Section title={say('directory.export.title')}>
      <p>{say('directory.export.what')}</p>
      <Row>
        {(['csv', 'json'] as const).map((format) => (
          <LinkButton key={format} kind="quiet" reload to={`${to(`/directory/export.${format}`)}${query}`}>
            {say(`directory.export.${format}`)}
          </LinkButton>
        ))}
      </Row>
    </Section>
  )
}

/** What somebody may do in each of their networks; a single one need not be named. */
export const Manage = ({ networks }: { networks: readonly { id: string; name: Words }[] }) => {
  const { say, to, language } = useLanguage()
  if (networks.length === 0) return null
  return (
    <Section title={say('directory.manage.title')}>
      <Stack>
        {networks.map(({ id, name }) => (
          <Stack key={id} gap="small">
            {networks.length > 1 && <h3>{inWords(name, language).text}</h3>}
            <Row>
              <LinkButton to={to(`/directory/${id}/organisations/new`)}>{say('directory.manage.add')}</LinkButton>
              <LinkButton kind="quiet" to={to(`/directory/${id}/import`)}>
                {say('directory.manage.import')}
              </LinkButton>
            </Row>
          </Stack>
        ))}
      </Stack>
    </Section>
  )
}
