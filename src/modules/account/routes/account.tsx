import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Fold, Form, LinkButton, Notice, Page, Prose, Row, Section } from '#platform/ui/index.ts'
import { freezeAccount } from '../commands.server.ts'
import { correctionsOf, figuresInWords } from '../compose/document.server.ts'
import { computeAccount } from '../data.server.ts'
import { canFreeze, canReadLive } from '../policy.ts'
import { Blocks } from '../screen/blocks.tsx'
import { Relations } from '../screen/relations.tsx'
import { readShown } from '../shown.server.ts'
import type { Route } from './+types/account'
import { askedOf } from './asked.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const asked = askedOf(args)
    const { document, draw, isLive } = await readShown(scope, actor, asked)
    // Later corrections show against a frozen edition, to those who may see the records that changed.
    const corrections =
      isLive || !canReadLive(actor, asked.network)
        ? null
        : correctionsOf(document, figuresInWords(await computeAccount(scope, asked), asked.language))
    return { document: draw(), corrections, isLive, mayFreeze: isLive && canFreeze(actor, asked.network), query: args.url.search }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const { edition } = await inRequest(args, (scope, actor) => {
    const { network, year } = askedOf(args)
    return freezeAccount(scope, actor, { network, year, isPublic: form.get('public') === 'yes' })
  })
  // The whole address: a relative one would be taken from the data address that the page's program posts to.
  return redirect(`/${args.params.lang}/accounts/${args.params.network}/${args.params.year}?edition=${edition}`)
}

export default function Account({ loaderData: { document, corrections, isLive, mayFreeze, query }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const base = to(`/accounts/${params.network}/${params.year}`)
  const hrefOf = (figure: string) => `${base}/figures/${encodeURIComponent(figure)}${query}`
  const { edition } = document
  return (
    <Page
      title={`${document.title} – ${document.network.name}`}
      purpose={document.subtitle}
      back={{ to: to('/accounts'), label: say('accounts.title') }}
      wide
    >
      <title>{`${document.title} – ${document.network.name} · Maillage`}</title>
      <p className="account-state">
        {edition === null
          ? say('account.computedAt', { moment: intl.formatDate(document.computedAt, { dateStyle: 'long', timeStyle: 'short' }) })
          : say('account.frozen', {
              edition: edition.number,
              day: intl.formatDate(edition.frozenAt, { dateStyle: 'long' }),
              hash: edition.hash,
            })}
      </p>
      <Row>
        {(['pdf', 'html', 'json', 'csv'] as const).map((format) => (
          <LinkButton key={format} to={`${base}/export/${format}${query}`} kind={format === 'pdf' ? 'primary' : 'quiet'} reload>
            {say(`account.export.${format}`)}
          </LinkButton>
        ))}
      </Row>
      {edition !== null && !edition.isIntact && <Notice kind="danger">{say('account.broken')}</Notice>}
      <Contradictions count={document.relations.filter(({ verdict }) => verdict === 'contradicts').length} />
      {corrections !== null && <Corrections corrections={corrections} />}
      <nav className="account-contents" aria-label={say('account.contents')}>
        <ol>
          {document.chapters.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
          <li>
            <a href="#relations">{say('account.relations.title')}</a>
          </li>
          <li>
            <a href="#gaps">{say('account.gaps.title')}</a>
          </li>
          <li>
            <a href="#definitions">{say('account.definitions.title')}</a>
          </li>
        </ol>
      </nav>
      {document.chapters.map(({ id, title, blocks }) => (
        <Section key={id} id={id} title={title}>
          <Blocks blocks={blocks} figures={document.figures} hrefOf={hrefOf} />
        </Section>
      ))}
      <Section id="relations" title={say('account.relations.title')}>
        <Relations relations={document.relations} />
      </Section>
      <Section id="gaps" title={say('account.gaps.title')}>
        {document.gaps.length === 0 ? (
          <p>{say('account.gaps.none')}</p>
        ) : (
          <ul>
            {document.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="definitions" title={say('account.definitions.title')}>
        <Fold title={say('account.definitions.title')}>
          <dl>
            {document.definitions.map(({ indicator, label, definition, how }) => (
              <div key={indicator}>
                <dt>{label}</dt>
                <dd>{`${definition} ${how}`}</dd>
              </div>
            ))}
          </dl>
        </Fold>
        <h3>{say('account.sources.title')}</h3>
        <ul>
          {document.sources.map(({ id, title, publisher, published }) => (
            <li key={id}>{[title, publisher, published].filter((part) => part !== null).join(', ')}</li>
          ))}
        </ul>
      </Section>
      {mayFreeze && isLive && <Freeze />}
    </Page>
  )
}

/** Said before anything else: a reader must not find out on the last page. */
const Contradictions = ({ count }: { count: number }) => {
  const { say } = useLanguage()
  if (count === 0) return null
  return (
    <Notice kind="attention" title={say('account.look', { n: count })}>
      <p>
        <a href="#relations">{say('account.look.what')}</a>
      </p>
    </Notice>
  )
}

const Corrections = ({ corrections }: { corrections: { id: string; label: string; was: string; now: string }[] }) => {
  const { say } = useLanguage()
  if (corrections.length === 0) return <Notice kind="info">{say('account.corrections.none')}</Notice>
  return (
    <Notice kind="attention" title={say('account.corrections.title')}>
      <ul>
        {corrections.map(({ id, label, was, now }) => (
          <li key={id}>{say('account.corrections.was', { label, was, now })}</li>
        ))}
      </ul>
    </Notice>
  )
}

const Freeze = () => {
  const { say } = useLanguage()
  return (
    <Section title={say('account.freeze.title')}>
      <Prose>
        <p>{say('account.freeze.what')}</p>
      </Prose>
      <Form method="post">
        <CheckField name="public" value="yes" label={say('account.freeze.public')} />
        <Button type="submit">{say('account.freeze.act')}</Button>
      </Form>
    </Section>
  )
}
