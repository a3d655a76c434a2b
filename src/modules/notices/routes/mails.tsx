import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Chip, Empty, FilterGroup, Fold, Page, Pagination, Prose, Stack, Table } from '#platform/ui/index.ts'
import { countMails, listMails, mailStateIn } from '../mails.queries.server.ts'
import { AdminTabs, useMoment } from '../screen/admin-tabs.tsx'
import { MAIL_STATES, PER_PAGE } from '../vocabulary.ts'
import { administratorsOnly } from '../work.queries.server.ts'
import type { Route } from './+types/mails'
import { localeIn, nameIn, pageIn } from './speak.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    administratorsOnly(actor)
    const url = new URL(args.request.url)
    const [state, page, locale] = [mailStateIn(url.searchParams.get('state')), pageIn(url), localeIn(args.params)]
    const lines = await listMails(scope, state, page)
    return {
      state,
      page,
      counts: await countMails(scope),
      lines: lines.map(({ template, why, text, ...line }) => ({
        ...line,
        subject: nameIn(locale, 'mail.', `${template}.subject`),
        why: why === null ? '' : nameIn(locale, 'work.why.', why),
        paragraphs: text?.split('\n\n') ?? [],
      })),
    }
  })

export default function Mails({ loaderData: { state, page, counts, lines } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const momentOf = useMoment()
  const base = to('/admin/mail')
  return (
    <Page title={say('mails.title')} purpose={say('mails.purpose')} back={{ to: to('/admin'), label: say('nav.admin') }} wide>
      <title>{`${say('mails.title')} · Maillage`}</title>
      <Stack>
        <AdminTabs current="mail" />
        <FilterGroup title={say('work.state')}>
          {MAIL_STATES.map((each) => (
            <Chip key={each} to={`${base}?state=${each}`} current={each === state}>
              {say(`mails.state.${each}`, { n: counts[each] })}
            </Chip>
          ))}
        </FilterGroup>
        {lines.length === 0 ? (
          <Empty title={say(`mails.none.${state}`)} what={say('mails.none')} />
        ) : (
          <Table
            caption={say(`mails.state.${state}`, { n: lines.length })}
            captionHidden
            columns={[
              { key: 'subject', label: say('mails.column.subject') },
              ...(state === 'kept' ? [{ key: 'to', label: say('mails.column.to') }] : []),
              { key: 'asked', label: say('work.column.asked') },
              { key: 'done', label: say('mails.column.done') },
              ...(state === 'failed' ? [{ key: 'why', label: say('work.column.why') }] : []),
              ...(state === 'kept' ? [{ key: 'text', label: say('mails.column.text') }] : []),
            ]}
            rows={lines.map(({ id, subject, to: receiver, askedAt, doneAt, why, paragraphs, lang, isSecret }) => ({
              key: id,
              cells: {
                subject,
                to: receiver,
                asked: momentOf(askedAt),
                done: momentOf(doneAt),
                why,
                text: isSecret ? say('mails.secret') : paragraphs.length === 0 ? '' : <Letter {...{ paragraphs, lang }} />,
              },
            }))}
          />
        )}
        <Pagination page={page} pages={Math.ceil(counts[state] / PER_PAGE)} hrefOf={(other) => `${base}?state=${state}&page=${other}`} />
      </Stack>
    </Page>
  )
}

// Paragraphs of one mail never change their order: their place is their key.
const Letter = ({ paragraphs, lang }: { paragraphs: readonly string[]; lang: string }) => {
  const { say } = useLanguage()
  return (
    <Fold title={say('mails.read')}>
      <Prose lang={lang}>
        {paragraphs.map((paragraph, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <p key={place}>{paragraph}</p>
        ))}
      </Prose>
    </Fold>
  )
}
