import { data, redirect } from 'react-router'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Notice, Page, Row, Section, TextLink } from '#platform/ui/index.ts'
import { writing } from '../activities.commands.server.ts'
import { readActivity, readAround } from '../activity.queries.server.ts'
import { isHeld, readHeld, removeActivity } from '../removal.server.ts'
import type { Route } from './+types/activity-remove'
import { languageIn } from './saving.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await writing(scope, actor, network, 'journal.removeActivity')
    const activity = await readActivity(scope, network, id)
    const { outcomes, participants } = await readAround(scope, network, activity)
    const held = await readHeld(scope, network, id, languageIn(args.params))
    return {
      title: activity.title,
      version: activity.version,
      goes: { counts: activity.attendance.length, organisations: activity.organisations.length, people: participants.length },
      outcomes: outcomes.length,
      held: isHeld(held) ? held : null,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const version = versionIn(typedOf(await args.request.formData()))
  const isRemoved = await inRequest(args, (scope, actor) =>
    removeActivity(scope, actor, network, id, version).then(
      () => true,
      (error: unknown) => {
        // The page is shown again: it says what is in the way, or how the activity is now.
        if (error instanceof Problem && (error.code === 'conflict' || error.code === 'invalid')) return false
        throw error
      },
    ),
  )
  return isRemoved ? redirect(`/${lang}/journal/${network}?saved=removed`) : data({ isMoved: true }, { status: 409 })
}

export default function RemoveActivity({ loaderData: { title, version, goes, outcomes, held }, actionData, params }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const back = to(`/journal/${params.network}/${params.id}`)
  const { text, lang } = inWords(title, language)
  return (
    <Page title={say('journal.remove.title')} purpose={<span lang={lang}>{text}</span>} back={{ to: back, label: say('form.back') }}>
      <title>{`${say('journal.remove.title')} · Maillage`}</title>
      {held !== null && <HeldBy held={held} network={params.network} />}
      {held === null && actionData !== undefined && <Notice kind="danger">{say('journal.remove.moved')}</Notice>}
      {held === null && (
        <>
          <p>{say('journal.remove.purpose')}</p>
          <Section title={say('journal.remove.goes')}>
            <ul>
              {(['counts', 'organisations', 'people'] as const).map((what) => (
                <li key={what}>{say(`journal.remove.${what}`, { n: goes[what] })}</li>
              ))}
            </ul>
            {outcomes > 0 && <p>{say('journal.remove.stays', { n: outcomes })}</p>}
          </Section>
          <Form method="post">
            <input type="hidden" name="version" value={version} />
            <Row>
              <Button kind="danger">{say('journal.remove.act')}</Button>
              <LinkButton kind="quiet" to={back}>
                {say('journal.remove.keep')}
              </LinkButton>
            </Row>
          </Form>
        </>
      )}
    </Page>
  )
}

type HeldProps = { held: NonNullable<Route.ComponentProps['loaderData']['held']>; network: string }

/** Why it cannot go, with the way to each thing that is in the way. */
const HeldBy = ({ held: { count, figures, parts }, network }: HeldProps) => {
  const { say, to, language } = useLanguage()
  return (
    <Notice kind="attention" title={say('journal.remove.held.title')}>
      {count > 0 && (
        <>
          <p>{say('journal.remove.held.figures', { n: count })}</p>
          <ul>
            {figures.map(({ id, label, source }) => (
              <li key={id}>
                <TextLink to={to(`/accounts/${network}/statements/${id}`)}>{label}</TextLink>
                {`, ${source}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {parts.length > 0 && (
        <>
          <p>{say('journal.remove.held.parts', { n: parts.length })}</p>
          <ul>
            {parts.map(({ id, title }) => (
              <li key={id}>
                <TextLink to={to(`/journal/${network}/${id}`)}>{inWords(title, language).text}</TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}
