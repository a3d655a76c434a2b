import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Fold, Form, LinkButton, Notice, Page, Prose, Row, Section, useSaved } from '#platform/ui/index.ts'
import { freezeAccount } from '../commands.server.ts'
import { correctionsOf, figuresInWords } from '../compose/document.server.ts'
import { easyAccountOf } from '../compose/easy.server.ts'
import { computeAccount } from '../data.server.ts'
import { canFreeze, canReadLive } from '../policy.ts'
import { Blocks } from '../screen/blocks.tsx'
import { EasyAccount } from '../screen/easy-account.tsx'
import { Relations } from '../screen/relations.tsx'
import { readShown } from '../shown.server.ts'
import type { Route } from './+types/account'
import { askedOf, editionQuery } from './asked.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const asked = askedOf(args)
    const { data, document, draw, isLive } = await readShown(scope, actor, asked)
    const isEasy = localeOf(args.params.lang) === 'fr-x-falc'
    const easy = isEasy ? easyAccountOf(data) : null
    if (easy !== null) return { easy, network: inWords(data.network.name, asked.language).text, query: editionQuery(args) }
    // Later corrections show against a frozen edition, to those who may see the records that changed.
    const corrections =
      isLive || !canReadLive(actor, asked.network)
        ? null
        : correctionsOf(document, figuresInWords(await computeAccount(scope, asked), asked.language))
    return {
      easy,
      document: draw(),
      isEasy,
      corrections,
      isLive,
      mayFreeze: isLive && canFreeze(actor, asked.network),
      query: editionQuery(args),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const { network, year } = askedOf(args)
  const asked = { network, year, isPublic: form.get('public') === 'yes' }
  const { edition, isNew } = await inRequest(args, (scope, actor) => freezeAccount(scope, actor, asked), { oneState: true })
  // The whole address: a relative one would be taken from the data address that the page's program posts to.
  return redirect(
    `/${args.params.lang}/accounts/${args.params.network}/${args.params.year}?edition=${edition}&saved=${isNew ? 'new' : 'same'}`,
  )
}

export default function Account({ loaderData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { query } = loaderData
  const base = to(`/accounts/${params.network}/${params.year}`)
  const hrefOf = (figure: string) => `${base}/figures/${encodeURIComponent(figure)}${query}`
  if (loaderData.easy === null) return <WholeAccount {...loaderData} base={base} hrefOf={hrefOf} />
  const { easy, network } = loaderData
  const title = say('account.document.title', { year: params.year })
  // The whole account is in plain French, under its own address.
  const whole = `/fr/accounts/${params.network}/${params.year}${query}`
  return <EasyAccount title={title} network={network} easy={easy} hrefOf={hrefOf} whole={whole} />
}

type Whole = Extract<Route.ComponentProps['loaderData'], { easy: null }> & { base: string; hrefOf: (figure: string) => string }

const WholeAccount = ({ document, isEasy, corrections, isLive, mayFreeze, query, base, hrefOf }: Whole) => {
  const { say, to, intl } = useLanguage()
  const { edition } = document
  const saved = useSaved()
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
      {saved !== null && edition !== null && (
        <Notice kind="saved">{say(saved === 'same' ? 'account.freeze.same' : 'account.freeze.done', { edition: edition.number })}</Notice>
      )}
      {edition !== null && !edition.isIntact && <Notice kind="danger">{say('account.broken')}</Notice>}
      {isEasy && <Notice kind="info">{say('account.easy.none')}</Notice>}
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
        {document.abbreviations.length > 0 && (
          <Fold title={say('account.abbreviations')}>
            <dl>
              {document.abbreviations.map(({ short, long }) => (
                <div key={short}>
                  <dt>{short}</dt>
                  <dd>{long}</dd>
                </div>
              ))}
            </dl>
          </Fold>
        )}
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
