import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList, Section } from '#platform/ui/index.ts'
import { minutesOf } from '../coercion/attention.ts'
import type { Measure } from '../coercion/measures.queries.server.ts'
import { useLasting } from './measure-table.tsx'
import { useTimes } from './words.ts'

export type Names = Readonly<Record<string, string>>
/** What was done, from when to when, on what ground, who decided, what was tried before, and why. */
export const MeasureFacts = ({ measure, names, now }: { measure: Measure; names: Names; now: string }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const lasting = useLasting()
  const [held] = measure.versions
  const facts: [string, string, string][] = [
    ['started', say('stays.field.started'), at(measure.startedAt)],
    ['ended', say('stays.field.ended'), measure.endedAt === null ? say('stays.goesOn') : at(measure.endedAt)],
    ['lasted', say('stays.column.lasted'), lasting(minutesOf(measure, new Date(now)))],
    ['basis', say('stays.field.legal_basis'), measure.legalBasis === null ? '' : say(`stays.basis.${measure.legalBasis}`)],
    ['decided', say('stays.field.decided_by'), names[measure.decidedBy] ?? ''],
    ['alternatives', say('stays.field.alternatives'), measure.alternatives.map((each) => say(`stays.alternative.${each}`)).join(', ')],
    ['tried', say('stays.field.tried'), held?.tried ?? ''],
    ['reason', say('stays.field.reason'), held?.reason ?? ''],
  ]
  return (
    <Section title={say('stays.measure.facts')} id="facts">
      <DescriptionList items={facts.filter(([, , what]) => what !== '').map(([key, term, description]) => ({ key, term, description }))} />
    </Section>
  )
}
