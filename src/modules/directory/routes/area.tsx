import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import {
  Button,
  DescriptionList,
  Fold,
  Form,
  FunctionBadge,
  Notice,
  Page,
  Section,
  SelectField,
  Stack,
  Table,
  TextArea,
  TextField,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { changeArea, readArea } from '../areas.commands.server.ts'
import { readAreaPage } from '../areas.queries.server.ts'
import { withId } from '../named.server.ts'
import { writing } from '../organisations.commands.server.ts'
import { canWriteDirectory } from '../policy.ts'
import { FormProblems, useFields } from '../screen/form-parts.tsx'
import { useDirectoryWords } from '../screen/words.tsx'
import { type FormState, picked, typedOf } from '../typed.ts'
import { AREA_KINDS } from '../vocabulary.ts'
import type { Route } from './+types/area'

const FIELDS = ['name', 'kind', 'code', 'organisation', 'territories'] as const

const typedArea = ({ area, organisation, territories }: Awaited<ReturnType<typeof readAreaPage>>) => ({
  name: area.name,
  kind: area.kind,
  code: area.code ?? '',
  organisation: organisation === null ? '' : withId(organisation),
  territories: territories.map(withId).join('\n'),
})

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const page = await readAreaPage(scope, args.params.network, args.params.id)
    const state: FormState = { typed: typedArea(page), faults: {}, theirs: null, version: page.area.version }
    return {
      ...page,
      state,
      mayWrite: canWriteDirectory(actor, args.params.network),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const cells = picked(typed, FIELDS)
  const version = Number(typed.version ?? '0')
  const answer = await inRequest(args, async (scope, actor): Promise<{ state: FormState; status: number } | null> => {
    await writing(scope, actor, network)
    const now = await readAreaPage(scope, network, id)
    if (now.area.version !== version)
      return { state: { typed: cells, faults: {}, theirs: typedArea(now), version: now.area.version }, status: 409 }
    const { value, faults } = await readArea(scope, network, cells)
    if (faults !== undefined) return { state: { typed: cells, faults, theirs: null, version }, status: 422 }
    await changeArea(scope, actor, network, id, version, value)
    return null
  })
  return answer === null ? redirect(`/${lang}/directory/${network}/areas/${id}?saved`) : data(answer.state, { status: answer.status })
}

export default function AreaPage({
  loaderData: { area, organisation, territories, population, services, state, mayWrite },
  actionData,
  params,
}: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const { people } = useDirectoryWords()
  const saved = useSaved()
  const base = to(`/directory/${params.network}`)
  return (
    <Page title={area.name} purpose={say('area.purpose')} back={{ to: to('/directory'), label: say('directory.back') }}>
      <title>{`${area.name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('organisation.saved')}</Notice>}
      <DescriptionList
        items={[
          { key: 'kind', term: say('area.kind'), description: say(`area.kind.${area.kind}`) },
          ...(area.code === null ? [] : [{ key: 'code', term: say('area.code'), description: area.code }]),
          ...(organisation === null
            ? []
            : [
                {
                  key: 'organisation',
                  term: say('area.organisation'),
                  description: <TextLink to={`${base}/organisations/${organisation.id}`}>{organisation.name}</TextLink>,
                },
              ]),
          { key: 'population', term: say('area.population'), description: people(population) },
        ]}
      />
      <Section title={say('area.territories')} aside={say('territory.inside.count', { count: territories.length })}>
        {territories.length === 0 ? (
          <p>{say('area.territories.none')}</p>
        ) : (
          <Table
            caption={say('area.territories')}
            captionHidden
            columns={[
              { key: 'name', label: say('territory.col.name') },
              { key: 'population', label: say('territory.col.population'), numeric: true },
            ]}
            rows={territories.map((territory) => ({
              key: territory.id,
              href: to(`/directory/territories/${territory.id}`),
              cells: { name: territory.name, population: territory.population === null ? '' : intl.formatNumber(territory.population) },
            }))}
          />
        )}
      </Section>
      {services.length > 0 && (
        <Section title={say('area.services')}>
          <Table
            caption={say('area.services')}
            captionHidden
            columns={[
              { key: 'name', label: say('directory.col.name') },
              { key: 'function', label: say('directory.col.function') },
            ]}
            rows={services.map(({ id, name, care_function }) => ({
              key: id,
              href: `${base}/services/${id}`,
              cells: {
                name,
                function: care_function === null ? '' : <FunctionBadge code={care_function} label={say(`function.${care_function}`)} />,
              },
            }))}
          />
        </Section>
      )}
      {mayWrite && <AreaForm state={actionData ?? state} isOpen={actionData !== undefined} />}
    </Page>
  )
}

const AreaForm = ({ state, isOpen }: { state: FormState; isOpen: boolean }) => {
  const { say } = useLanguage()
  const { field, errors } = useFields(state, ['territories'])
  return (
    <Fold title={say('area.edit')} open={isOpen}>
      <Form method="post">
        <FormProblems state={state} names={FIELDS} errors={errors} />
        <input type="hidden" name="version" value={state.version} />
        <Stack>
          <TextField {...field('name')} required />
          <SelectField {...field('kind')} options={AREA_KINDS.map((kind) => ({ value: kind, label: say(`area.kind.${kind}`) }))} required />
          <TextField {...field('code')} size="short" />
          <TextField {...field('organisation')} hint={say('directory.hint.parent')} />
          <TextArea {...field('territories')} rows={10} />
          <Button kind="primary">{say('form.save')}</Button>
        </Stack>
      </Form>
    </Fold>
  )
}
