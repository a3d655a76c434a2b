import { redirect } from 'react-router'
import { requireFresh } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { allow } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Page, Row, Section, Stack, Tag } from '#platform/ui/index.ts'
import { uuidIn } from '../ids.server.ts'
import { mergeFiles, splitFiles } from '../people/people.commands.server.ts'
import { listAlike, listMerged, type PersonLine, readPerson } from '../people/people.queries.server.ts'
import { useMoments } from '../screen/moment.tsx'
import type { Route } from './+types/same'
import '../screen/care.css'

export const loader = async (args: Route.LoaderArgs) => {
  // Sensitive: proof of the last ten minutes, before anything is typed.
  await requireFresh(args)
  return inRequest(args, async (scope) => {
    const { network } = args.params
    const person = await readPerson(scope, network, uuidIn(args.params.id))
    allow(person.isInHand, 'care.mergeFiles')
    return { person, alike: await listAlike(scope, network, person), merged: await listMerged(scope, network, person.id) }
  })
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const { lang, network } = args.params
  const id = uuidIn(args.params.id)
  const form = await args.request.formData()
  const other = uuidIn(String(form.get('other') ?? ''))
  const intent = form.get('intent')
  // Who joins two files says which name stays.
  const [from, kept] = intent === 'into' ? [id, other] : [other, id]
  await inRequest(args, (scope) => (intent === 'split' ? splitFiles(scope, network, other) : mergeFiles(scope, network, from, kept)))
  return redirect(`/${lang}/care/${network}/people/${kept}?done=${intent === 'split' ? 'split' : 'merged'}`)
}

export default function Same({ loaderData: { person, alike, merged }, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { day } = useMoments()
  const named = ({ given, family, birthDate }: Pick<PersonLine, 'given' | 'family' | 'birthDate'>) =>
    [`${given} ${family}`.trim() || say('care.unnamed'), day(birthDate)].filter((part) => part !== '').join(', ')
  return (
    <Page
      title={say('care.same.title')}
      purpose={say('care.same.purpose')}
      back={{ to: to(`/care/${network}/people/${id}`), label: `${person.given} ${person.family}`.trim() || say('care.unnamed') }}
    >
      <title>{`${say('care.same.title')} · Maillage`}</title>
      {alike.length === 0 && merged.length === 0 && <Empty title={say('care.same.none')} what={say('care.same.none.what')} />}
      <ul className="care-list">
        {alike.map((other) => (
          <li key={other.id} className="care-contact">
            <OtherFile
              other={other}
              tag={say(`care.likeness.${other.likeness}`)}
              acts={[
                { intent: 'into', act: say('care.same.act', { name: named(other) }) },
                { intent: 'merge', act: say('care.same.act', { name: named(person) }) },
              ]}
            />
          </li>
        ))}
      </ul>
      {merged.length > 0 && (
        <Section title={say('care.person.merged')}>
          <ul className="care-list">
            {merged.map((other) => (
              <li key={other.id}>
                <OtherFile other={other} acts={[{ intent: 'split', act: say('care.same.undo') }]} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

type OtherProps = { other: PersonLine; acts: readonly { intent: 'merge' | 'into' | 'split'; act: string }[]; tag?: string }
const OtherFile = ({ other, acts, tag }: OtherProps) => {
  const { say } = useLanguage()
  const { day } = useMoments()
  return (
    <Form method="post">
      <Stack gap="small">
        <Row>
          <strong>{`${other.given} ${other.family}`.trim() || say('care.unnamed')}</strong>
          <span>{[day(other.birthDate), other.place].filter((part) => part !== null && part !== '').join(', ')}</span>
          {tag !== undefined && <Tag>{tag}</Tag>}
        </Row>
        <input type="hidden" name="other" value={other.id} />
        <Row>
          {acts.map(({ intent, act }) => (
            <Button key={intent} name="intent" value={intent}>
              {act}
            </Button>
          ))}
        </Row>
      </Stack>
    </Form>
  )
}
