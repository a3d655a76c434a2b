import { data, redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, CheckGroup, Form, Notice, Page, Section, Stack, TextField, useSaved } from '#platform/ui/index.ts'
import { setRules } from '../rules.commands.server.ts'
import { readRules } from '../rules.queries.server.ts'
import { type LIMITS, WEEKDAYS } from '../rules.ts'
import { readRulesForm } from '../rules-form.server.ts'
import { BoardTabs } from '../screen/board-tabs.tsx'
import { hereIn } from '../team.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/rules'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, isLead } = await hereIn(scope, actor, network, id)
    if (!isLead) throw new Problem('not_found')
    const { version, dutyDays, longerMinutes, ...rules } = await readRules(scope, network, id)
    const typed: Typed = {
      ...Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, String(value)])),
      longerMinutes: longerMinutes.join(' '),
      dutyDays: dutyDays.join('|'),
    }
    return { team, version, typed }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const days = form.getAll('dutyDays').map(String)
  const typed: Typed = { ...typedOf(form), dutyDays: days.join('|') }
  const faults = await inRequest(args, async (scope, actor) => {
    await hereIn(scope, actor, network, id)
    const read = readRulesForm(typed, days)
    if (!read.ok) return read.faults
    await setRules(scope, network, id, versionIn(typed), read.input)
    return null
  })
  return faults === null ? redirect(`/${lang}/boards/${network}/${id}/rules?saved`) : data({ typed, faults }, { status: 422 })
}

// A Monday, so that the days of the week can be named.
const A_MONDAY = 5
const VISITS = [
  'aloneMinutes',
  'graceMinutes',
  'leadMinutes',
  'againMinutes',
  'mostTimes',
] as const satisfies readonly (keyof typeof LIMITS)[]
const TALKS = ['discussedDays', 'intensityDays'] as const satisfies readonly (keyof typeof LIMITS)[]
const MISSING = ['missedTimes', 'silentDays', 'backSoonDays', 'backDays'] as const satisfies readonly (keyof typeof LIMITS)[]
const NUMBERS = [...VISITS, ...TALKS, ...MISSING] as const
/** What a team decides of its board; each has an example to begin with. */
export default function Rules({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { team, version } = loaderData
  const { say, to, language } = useLanguage()
  const saved = useSaved()
  const state = actionData ?? { typed: loaderData.typed, faults: {} }
  const field = useField(state)
  const check = (name: 'pairs' | 'leadConfirms') => {
    const { defaultValue, ...rest } = field(name, `boards.field.${name}`, `boards.hint.${name}`)
    return <CheckField {...rest} value="true" defaultChecked={defaultValue === 'true'} />
  }
  const number = (name: (typeof NUMBERS)[number]) => (
    <TextField key={name} {...field(name, `boards.field.${name}`, `boards.hint.${name}`)} inputMode="numeric" size="short" required />
  )
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  return (
    <Page
      title={say('boards.rules.title', { team: team.name })}
      purpose={say('boards.rules.purpose')}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
    >
      <title>{`${say('boards.rules.title', { team: team.name })} · Maillage`}</title>
      <BoardTabs network={network} id={id} view="rules" isLead />
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Form method="post">
        <Stack>
          <Wrong faults={state.faults} labelOf={(each) => say(`boards.field.${each}` as MessageId)} />
          <input type="hidden" name="version" value={version} />
          {check('pairs')}
          {VISITS.map(number)}
          <TextField {...field('longerMinutes', 'boards.field.longerMinutes', 'boards.hint.longerMinutes')} size="short" required />
          <Section title={say('boards.tab.discussed')}>
            <Stack>{TALKS.map(number)}</Stack>
          </Section>
          <Section title={say('boards.rules.missing')}>
            <Stack>{MISSING.map(number)}</Stack>
          </Section>
          <Section title={say('boards.duty.title')}>
            <Stack>
              <div className="entry-fields-pair">
                <TextField {...field('dutyFrom', 'boards.field.dutyFrom')} type="time" size="short" required />
                <TextField {...field('dutyTo', 'boards.field.dutyTo')} type="time" size="short" required />
              </div>
              <CheckGroup
                name="dutyDays"
                legend={say('boards.field.dutyDays')}
                options={WEEKDAYS.map((day) => ({
                  value: String(day),
                  label: weekday.format(new Date(Date.UTC(2026, 0, A_MONDAY + day - 1))),
                }))}
                defaultValues={(state.typed.dutyDays ?? '').split('|')}
              />
              {check('leadConfirms')}
            </Stack>
          </Section>
          <Button kind="primary">{say('form.save')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
