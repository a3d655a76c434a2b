import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import {
  Button,
  CheckField,
  CheckGroup,
  DateField,
  Form,
  Notice,
  Page,
  Row,
  Section,
  SelectField,
  Stack,
  TextField,
  useSaved,
} from '#platform/ui/index.ts'
import { orTheirs, wrongly } from '../../conflict.server.ts'
import { writeFamilySession, writeFirstDays } from '../../early/early.commands.server.ts'
import { episodeOfMine, listFamilySessions, readFirstDays } from '../../early/early.queries.server.ts'
import { readFirstDaysForm, readSessionForm } from '../../forms.server.ts'
import { FirstDaysView } from '../../screen/first-days.tsx'
import { SessionList } from '../../screen/session-list.tsx'
import { readSettings } from '../../settings.queries.server.ts'
import { FAMILY_KINDS, FIRST_DAYS, THEMES } from '../../vocabulary.ts'
import { followedHere } from '../team.server.ts'
import type { Route } from './+types/early'

type Days = Awaited<ReturnType<typeof readFirstDays>>
// As people write a day that they half remember: "03/2024".
const written = (day: string | null) => (day ?? '').split('-').reverse().join('/')
const daysTyped = ({ signs, asked, treated, version }: Days) => ({
  signs: written(signs),
  asked: written(asked),
  treated: written(treated),
  version: String(version),
})

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { file, name } = await followedHere(scope, actor, network, args.params.id)
    const episode = await episodeOfMine(scope, network, file)
    await recordRead(scope, network, 'paths.readEarly', `episode/${episode.id}`, { about: file })
    const days = await readFirstDays(scope, network, episode.id)
    const { aimDays } = await readSettings(scope, network)
    return {
      name,
      team: episode.team,
      aimDays,
      today: today(),
      days,
      kept: daysTyped(days),
      sessions: await listFamilySessions(scope, network, episode.id),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const who = form.getAll('who').map(String)
  const typed: Typed = { ...typedOf(form), who: who.join(' ') }
  const sent = await inRequest(args, async (scope, actor) => {
    const { file } = await followedHere(scope, actor, network, args.params.id)
    const of = { network, file, episode: await episodeOfMine(scope, network, file) }
    if (typed.intent === 'session') {
      const read = readSessionForm(typed, who)
      if (!read.ok) return wrongly(typed, read.faults)
      await writeFamilySession(scope, actor, of, read.input)
      return null
    }
    const read = readFirstDaysForm(typed)
    if (!read.ok) return wrongly(typed, read.faults)
    const keep = () => writeFirstDays(scope, of, { ...read.input, version: versionIn(typed) })
    return orTheirs(typed, keep, async () => daysTyped(await readFirstDays(scope, network, of.episode.id)))
  })
  const saved = typed.intent === 'session' ? 'session' : 'days'
  return sent === null
    ? redirect(`/${lang}/paths/${network}/${args.params.id}/early?saved=${saved}`)
    : data(sent.answer, { status: sent.status })
}

type Answered = Route.ComponentProps['actionData']

/** Early intervention: the first days as far as they are known, what they say of the time without help, and sessions with the family. */
export default function Early({
  loaderData: { name, team, aimDays, today, days, kept, sessions },
  actionData,
  params,
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  return (
    <Page
      title={say('pathTeam.early')}
      purpose={say('pathTeam.early.purpose', { team })}
      back={{ to: to(`/care/${params.network}/people/${params.id}`), label: name || say('pathTeam.unnamed') }}
    >
      <title>{`${say('pathTeam.early')} · Maillage`}</title>
      {saved !== null && actionData === undefined && (
        <Notice kind="saved">{say(saved === 'session' ? 'pathTeam.saved.session' : 'pathTeam.saved.days')}</Notice>
      )}
      <Section title={say('pathTeam.early.days')}>
        <FirstDaysView days={days} />
        <p className="path-soft">{say('pathTeam.early.aim', { n: aimDays })}</p>
        <DaysForm kept={kept} answer={actionData} />
      </Section>
      <Section title={say('family.title')}>
        <SessionList
          sessions={sessions}
          more={({ withPerson, hasContact }) => (
            <>
              {withPerson && <p>{say('pathTeam.family.withPerson')}</p>}
              {hasContact && <p className="path-soft">{say('pathTeam.family.contact')}</p>}
            </>
          )}
        />
      </Section>
      <SessionForm key={sessions.length} answer={actionData} today={today} />
    </Page>
  )
}

const DaysForm = ({ kept, answer }: { kept: Readonly<Record<string, string>>; answer: Answered }) => {
  const { say } = useLanguage()
  const mine = answer?.typed.intent === 'days' ? answer : undefined
  const state = mine ?? { typed: kept, faults: {} }
  const field = useField(state)
  const labelOf = (name: string) => say(`pathTeam.field.${name}` as MessageId)
  return (
    <Form method="post" key={kept.version} className="path-screen">
      <input type="hidden" name="intent" value="days" />
      <input type="hidden" name="version" value={mine?.version ?? state.typed.version ?? '0'} />
      <Stack>
        <Wrong faults={state.faults} labelOf={labelOf} />
        <Theirs theirs={mine?.theirs ?? null} labelOf={labelOf} nameOf={(_, value) => value} />
        <p>{say('pathTeam.early.hint')}</p>
        {FIRST_DAYS.map((name) => (
          <TextField key={name} {...field(name, `pathTeam.field.${name}`)} size="short" maxLength={10} autoComplete="off" />
        ))}
        <Row>
          <Button>{say('pathTeam.send')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}

const SessionForm = ({ answer, today }: { answer: Answered; today: string }) => {
  const { say } = useLanguage()
  const mine = answer?.typed.intent === 'session' ? answer : undefined
  const state = mine ?? { typed: { on_day: today }, faults: {} }
  const field = useField(state)
  const { label: who, defaultValue: chosen, ...whoField } = field('who', 'pathTeam.field.who')
  const { defaultValue: isThere, ...there } = field('with_person', 'pathTeam.field.with_person')
  return (
    <div className="path-screen">
      <Section title={say('pathTeam.family')} id="session">
        <Form method="post">
          <input type="hidden" name="intent" value="session" />
          <Stack>
            <Wrong faults={state.faults} labelOf={(name) => say(`pathTeam.field.${name}` as MessageId)} />
            <DateField {...field('on_day', 'pathTeam.field.on_day')} required />
            <CheckGroup
              {...whoField}
              legend={who}
              options={FAMILY_KINDS.map((value) => ({ value, label: say(`family.kind.${value}`) }))}
              defaultValues={chosen.split(' ')}
              required
            />
            <TextField {...field('members', 'pathTeam.field.members')} inputMode="numeric" size="short" required />
            <CheckField {...there} defaultChecked={isThere === 'on'} />
            <SelectField
              {...field('theme', 'pathTeam.field.theme')}
              options={THEMES.map((value) => ({ value, label: say(`family.theme.${value}`) }))}
              empty={say('form.choose')}
              required
            />
            <DateField {...field('next_on', 'pathTeam.field.next_on')} />
            <Row>
              <Button kind="primary">{say('pathTeam.send')}</Button>
            </Row>
          </Stack>
        </Form>
      </Section>
    </div>
  )
}
