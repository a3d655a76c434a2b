import { sql } from 'kysely'
import { z } from 'zod'
import { record, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const oneOf = (...values: readonly number[]) => z.coerce.number().refine((value) => values.includes(value))
/** How long things stand in a network, each as a form sends it. */
export const RuleInput = z.object({
  glassMinutes: whole(15, 240),
  reviewDays: whole(1, 31),
  openingHours: whole(1, 12),
  renewMonths: oneOf(0, 6, 12, 24),
  remindDays: whole(0, 60),
  grantMonths: oneOf(1, 6, 12, 24),
})
export type PlanRules = z.infer<typeof RuleInput>
export const RULE_NAMES = Object.keys(RuleInput.shape) as (keyof PlanRules)[]

/**
 * How long a glass stays broken (minutes), within how many days it is looked at again, how long a plan stays open on duty (hours), after
 * how many months a plan is asked about unless its person chose (0: never), how many days before, and how long something is shared at most
 * (months). What the network did not set is the example of the issue.
 */
export const rulesOf = async (scope: Scope, network: string): Promise<PlanRules & { version: number }> => {
  const { rows } = await sql<PlanRules & { version: number }>`
    select glass_minutes as "glassMinutes", review_days as "reviewDays", opening_hours as "openingHours", renew_months as "renewMonths",
      remind_days as "remindDays", grant_months as "grantMonths", version from plans.rules(${network})`.execute(scope)
  return rows[0] as PlanRules & { version: number }
}

/** Sets them. For administrators and programme managers. @throws Problem conflict when somebody set them meanwhile */
export const setRules = async (scope: Scope, network: string, rules: PlanRules, seen: number): Promise<void> => {
  if ((await rulesOf(scope, network)).version !== seen) throw new Problem('conflict')
  const values = {
    glass_minutes: rules.glassMinutes,
    review_days: rules.reviewDays,
    opening_hours: rules.openingHours,
    renew_months: rules.renewMonths,
    remind_days: rules.remindDays,
    grant_months: rules.grantMonths,
    version: seen + 1,
  }
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('plans.rule')
    .values({ network_id: network, ...values })
    .onConflict((conflict) =>
      conflict
        .column('network_id')
        .doUpdateSet(values)
        .where('rule.version' as 'version', '=', seen),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'plans.setRules', `network/${network}`)
}
