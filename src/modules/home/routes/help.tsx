import { useLanguage } from '#platform/languages/intl.tsx'
import { Idea, Ideas, LinkButton, Page, Section, TextLink } from '#platform/ui/index.ts'

const TOPICS = [
  { key: 'urgent', picture: 'phone' },
  { key: 'figures', picture: 'number' },
  { key: 'verdicts', picture: 'check' },
  { key: 'small', picture: 'lock' },
] as const

export default function Help() {
  const { say, to } = useLanguage()
  return (
    <Page title={say('help.title')} purpose={say('help.purpose')}>
      <title>{`${say('help.title')} · Maillage`}</title>
      {TOPICS.map(({ key, picture }) => (
        <Section key={key} title={say(`help.${key}.title`)}>
          <Ideas>
            <Idea picture={picture}>{say(`help.${key}.what`)}</Idea>
          </Ideas>
          {key === 'urgent' && (
            <p>
              <LinkButton to={to('/guide')}>{say('home.need.act')}</LinkButton>
            </p>
          )}
        </Section>
      ))}
      <Section title={say('help.account.title')}>
        <p>{say('help.account.what')}</p>
        <ul>
          <li>
            <TextLink to={to('/open')}>{say('help.account.open')}</TextLink>
          </li>
          <li>
            <TextLink to={to('/forgotten')}>{say('help.account.forgotten')}</TextLink>
          </li>
          <li>
            <TextLink to={to('/sign-in/paper')}>{say('help.account.paper')}</TextLink>
          </li>
          <li>
            <TextLink to={to('/proof')}>{say('help.account.proof')}</TextLink>
          </li>
        </ul>
      </Section>
    </Page>
  )
}
