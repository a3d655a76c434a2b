import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Page, Section, TextLink } from '#platform/ui/index.ts'
import { listAdministered } from '../members.queries.server.ts'
import type { Route } from './+types/admin'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const networks = await listAdministered(scope, actor)
    if (networks.length === 0) throw new Problem('not_found')
    return { networks }
  })

/** Everything that somebody who administers a network looks after, by network, and what belongs to all of them. */
export default function Administration({ loaderData: { networks } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('members.admin.title')} purpose={say('members.admin.purpose')}>
      <title>{`${say('members.admin.title')} · Maillage`}</title>
      {networks.map(({ id, name }) => {
        const words = inWords(name, language)
        return (
          <Section key={id} title={<span lang={words.lang}>{words.text}</span>}>
            <ul>
              <li>
                <TextLink to={to(`/admin/people/${id}`)}>{say('members.title')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/admin/audit/${id}`)}>{say('members.admin.trail')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/admin/audit/${id}/sign-ins`)}>{say('members.admin.signIns')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/admin/locked/${id}`)}>{say('members.admin.locked')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/cards/${id}`)}>{say('members.admin.cards')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/admin/glass/${id}`)}>{say('members.admin.glass')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/admin/duty/${id}`)}>{say('members.admin.duty')}</TextLink>
              </li>
              <li>
                <TextLink to={to(`/questions/${id}`)}>{say('members.admin.questions')}</TextLink>
              </li>
            </ul>
          </Section>
        )
      })}
      <Section title={say('members.admin.all')}>
        <ul>
          <li>
            <TextLink to={to('/account/security/required')}>{say('members.admin.factors')}</TextLink>
          </li>
          <li>
            <TextLink to={to('/admin/jobs')}>{say('members.admin.jobs')}</TextLink>
          </li>
          <li>
            <TextLink to={to('/admin/mail')}>{say('members.admin.mail')}</TextLink>
          </li>
          <li>
            <TextLink to={to('/admin/backups')}>{say('members.admin.backups')}</TextLink>
          </li>
        </ul>
      </Section>
    </Page>
  )
}
