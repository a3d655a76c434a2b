import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { dayOf } from '#platform/today.ts'
import { Chip, Empty, FilterGroup, LinkButton, Notice, Page, Section } from '#platform/ui/index.ts'
import { withConcerns } from '../board.server.ts'
import { listRegister } from '../coercion/measures.queries.server.ts'
import { readDue, readMonths } from '../coercion/months.server.ts'
import { drawMonths } from '../coercion/months-picture.server.ts'
import { readHouse } from '../house.queries.server.ts'
import { MeasureTable } from '../screen/measure-table.tsx'
import { RegisterMonths } from '../screen/register-months.tsx'
import { housePath } from '../vocabulary.ts'
import { yearIn } from '../year.ts'
import type { Route } from './+types/register'
import '../screen/stays.css'

export const loader = (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  const now = new Date()
  const year = yearIn(new URL(args.request.url).searchParams, now)
  return inRequest(args, async (scope) => {
    const house = await readHouse(scope, network, id)
    await recordRead(scope, network, 'stays.readRegister', `team/${id} ${year}`)
    const measures = withConcerns(await listRegister(scope, network, id, year), house, now)
    const months = await readMonths(scope, network, id, year, now)
    return {
      house,
      year,
      thisYear: Number(dayOf(now).slice(0, 4)),
      measures,
      months,
      due: await readDue(scope, network, id, year),
      drawing: drawMonths(months, year, args.params.lang),
      now: now.toISOString(),
    }
  })
}

/** The register of coercive measures of a team, year by year. */
export default function Register({ loaderData, params: { network, id } }: Route.ComponentProps) {
  const { house, year, thisYear, measures, now } = loaderData
  const { say, to } = useLanguage()
  const here = to(`${housePath(network, id)}/register`)
  return (
    <Page
      title={say('stays.register.title')}
      purpose={say('stays.register.purpose')}
      back={{ to: to(housePath(network, id)), label: house.name }}
      wide
      actions={
        house.isLead &&
        measures.length > 0 && (
          <LinkButton kind="quiet" reload to={`${here}.csv?year=${year}`}>
            {say('stays.register.export')}
          </LinkButton>
        )
      }
    >
      <title>{`${say('stays.register.title')} · Maillage`}</title>
      <FilterGroup title={say('stays.register.year')}>
        {[thisYear, thisYear - 1, thisYear - 2].map((each) => (
          <Chip key={each} to={`${here}?year=${each}`} current={each === year}>
            {String(each)}
          </Chip>
        ))}
      </FilterGroup>
      {house.country === 'FR' && <Notice kind="info">{say('stays.register.law')}</Notice>}
      {measures.length === 0 ? (
        <Empty title={say('stays.register.none')} what={say('stays.register.none.what')} />
      ) : (
        <>
          <RegisterMonths {...loaderData} />
          <Section title={say('stays.register.all')} id="all">
            <MeasureTable network={network} house={id} title={say('stays.register.title')} measures={measures} now={now} />
          </Section>
        </>
      )}
      {house.isLead && measures.length > 0 && <p>{say('stays.register.export.what')}</p>}
    </Page>
  )
}
