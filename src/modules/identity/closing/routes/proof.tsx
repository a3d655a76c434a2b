import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { Lines, LinkButton, Notice, Page, Row, SearchForm, Section, Stack, Table } from '#platform/ui/index.ts'
import { proofWith } from '../proof.queries.server.ts'
import { proofInWords, type SpokenProof } from '../proof-words.server.ts'
import { KeptTable } from '../screen/kept-table.tsx'
import type { Route } from './+types/proof'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const query = new URL(args.request.url).searchParams
    const typed = (query.get('reference') ?? '').slice(0, 40)
    const found = typed === '' ? null : await proofWith(scope, typed)
    const proof = found === null ? null : proofInWords(found, localeOf(args.params.lang) ?? 'fr')
    const answer = { typed, proof, isClosed: query.has('closed') && proof !== null, isUnknown: typed !== '' && proof === null }
    return data(answer, { status: answer.isUnknown ? 404 : 200 })
  })

export default function ProofPage({ loaderData: { typed, proof, isClosed, isUnknown } }: Route.ComponentProps) {
  const { say } = useLanguage()
  return (
    <Page
      title={say(isClosed ? 'closing.done' : 'closing.proof.title')}
      purpose={say(isClosed ? 'closing.done.what' : 'closing.proof.purpose')}
    >
      <title>{`${say('closing.proof.title')} · Maillage`}</title>
      {isUnknown && <Notice kind="attention">{say('closing.proof.unknown')}</Notice>}
      {proof !== null && <Proved proof={proof} />}
      <Section title={say('closing.proof.other')}>
        <SearchForm
          name="reference"
          label={say('closing.proof.label')}
          hint={say('closing.proof.hint')}
          {...(proof === null ? { defaultValue: typed } : {})}
        />
      </Section>
    </Page>
  )
}

/** What a proof says, whether it is as it was written, and the files of it. */
const Proved = ({ proof }: { proof: SpokenProof }) => {
  const { say, to } = useLanguage()
  const address = (kind: 'pdf' | 'json') => to(`/proof.${kind}?reference=${proof.reference}`)
  return (
    <>
      {proof.holds ? (
        <Notice kind="saved" title={say('closing.proof.holds')}>
          <p>{say('closing.proof.on', { day: proof.closedOn })}</p>
        </Notice>
      ) : (
        <Notice kind="danger">{say('closing.proof.changed')}</Notice>
      )}
      <Section title={say('closing.proof.mine')}>
        <Stack gap="small">
          <p>{say('closing.proof.reference', { reference: proof.reference })}</p>
          <p>{say('closing.proof.nobody')}</p>
          <Row>
            <LinkButton to={address('pdf')} kind="primary" reload>
              {say('closing.proof.pdf')}
            </LinkButton>
            <LinkButton to={address('json')} reload>
              {say('closing.proof.json')}
            </LinkButton>
          </Row>
        </Stack>
      </Section>
      <Section title={say('closing.erased')}>
        <Table
          caption={say('closing.erased')}
          captionHidden
          columns={[
            { key: 'what', label: say('closing.what') },
            { key: 'rows', label: say('closing.howMany') },
          ]}
          rows={proof.erased.map(({ what, rows }) => ({ key: what, cells: { what, rows } }))}
        />
      </Section>
      <Section title={say('closing.kept')}>
        <p>
          <Lines>{say('closing.kept.what')}</Lines>
        </p>
        <KeptTable kept={proof.kept} />
      </Section>
      <Section title={say('closing.fingerprint')}>
        <p>
          <Lines>{say('closing.fingerprint.what')}</Lines>
        </p>
        <p>
          <code>{proof.fingerprint}</code>
        </p>
      </Section>
    </>
  )
}
