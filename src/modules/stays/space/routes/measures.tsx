import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Empty, Fold, Form, Notice, Page, Section, Stack, TextArea, TextLink, useSaved } from '#platform/ui/index.ts'
import { countriesOf, readMyMeasures } from '../mine.server.ts'
import { useDays } from '../screen/days.ts'
import { sayOfMeasure } from '../space.commands.server.ts'
import type { Route } from './+types/measures'
import '../screen/mine.css'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => ({
    measures: await readMyMeasures(scope, args.params.network),
    countries: await countriesOf(scope, args.params.network),
  }))

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const faults = await inSpace(args, (scope, actor) => sayOfMeasure(scope, actor, network, typed))
  return faults === null ? redirect(`/${lang}/my/${network}/stays/measures?saved`) : data({ typed, faults }, { status: 422 })
}

type Measure = Route.ComponentProps['loaderData']['measures'][number]

/** What was done to me without my agreeing, all of it; what I have to say of it, and where to ask. */
export default function MyMeasures({ loaderData: { measures, countries }, actionData, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const record = actionData?.typed.record ?? ''
  return (
    <Page
      title={say('myStay.measures')}
      purpose={say('myStay.measures.purpose')}
      back={{ to: to(`/my/${network}/stays`), label: say('myStay.title') }}
    >
      <title>{`${say('myStay.measures')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('myStay.words.saved')}</Notice>}
      <Wrong
        faults={Object.fromEntries(Object.entries(actionData?.faults ?? {}).map(([name, fault]) => [`${name}-${record}`, fault]))}
        labelOf={(name) => say(name.startsWith('for') ? 'myStay.words.who' : 'myStay.words')}
      />
      {measures.length === 0 && <Empty title={say('myStay.measures.none')} what={say('myStay.measures.none.what')} />}
      {measures.map((measure) => (
        <OneMeasure
          key={measure.id}
          measure={measure}
          {...(measure.id === record && actionData !== undefined ? { wrong: actionData } : {})}
        />
      ))}
      <Section title={say('myStay.rights')} id="rights">
        <Stack gap="small">
          <p>{say('myStay.rights.what')}</p>
          {countries.map((country) => (
            <p key={country}>{say(`myStay.rights.${country}`)}</p>
          ))}
          <p>
            <TextLink to={to(`/my/${network}/looked#questions`)}>{say('myStay.ask')}</TextLink>
          </p>
        </Stack>
      </Section>
    </Page>
  )
}

type Wronged = NonNullable<Route.ComponentProps['actionData']>
const OneMeasure = ({ measure, wrong }: { measure: Measure; wrong?: Wronged }) => {
  const { say } = useLanguage()
  const { at } = useDays()
  const [held] = measure.versions
  const [fault, choice] = [wrong?.faults?.words, wrong?.faults?.for]
  return (
    <Section
      title={say('myStay.measure.on', { what: say(`myStay.kind.${measure.kind}`), at: at(measure.startedAt) })}
      id={`measure-${measure.id}`}
    >
      <Stack gap="small">
        {measure.isVoid && <Notice kind="attention">{say('myStay.measure.struck')}</Notice>}
        <p>{say(`myStay.kind.${measure.kind}.what`)}</p>
        <p>{measure.endedAt === null ? say('myStay.measure.goesOn') : say('myStay.measure.until', { at: at(measure.endedAt) })}</p>
        {measure.house !== '' && <p>{say('myStay.measure.where', { house: measure.house })}</p>}
        {measure.decider !== null && <p>{say('myStay.measure.decided', { name: measure.decider })}</p>}
        <p>{say('myStay.measure.why', { why: held?.reason ?? '' })}</p>
        {measure.alternatives.length > 0 && (
          <p>{say('myStay.measure.before', { what: measure.alternatives.map((each) => say(`myStay.alternative.${each}`)).join(', ') })}</p>
        )}
        {held !== undefined && held.tried !== '' && <p className="mine-text">{held.tried}</p>}
        {measure.renewals.map(({ id, at: when, decidedBy, reason }) => (
          <p key={id}>{say('myStay.measure.renewed', { at: at(when), name: measure.names[decidedBy] ?? '', why: reason })}</p>
        ))}
        <p>{say('myStay.measure.checks', { n: measure.watched.length })}</p>
        {measure.reviews.map(({ id, finding, words }) => (
          <p key={id}>
            {say(`myStay.finding.${finding}`)} {words}
          </p>
        ))}
        {measure.reviews.length === 0 && <p>{say('myStay.measure.unreviewed')}</p>}
        <p>{say(`myStay.debriefing.${measure.debriefing}`)}</p>
        {measure.debriefings
          .filter(({ words }) => words !== '')
          .map(({ id, what, words, forTeam }) => (
            <div key={id}>
              <p className="mine-small">
                {say(what !== 'words' ? 'myStay.words.noted' : forTeam ? 'myStay.words.mine' : 'myStay.words.mineAlone')}
              </p>
              <p className="mine-text">{words}</p>
            </div>
          ))}
        {measure.version > 1 && <Versions measure={measure} />}
        <div className="mine-screen">
          <Fold title={say('myStay.words')} open={wrong !== undefined}>
            <Form method="post">
              <Stack gap="small">
                <input type="hidden" name="record" value={measure.id} />
                <TextArea
                  name="words"
                  id={`field-words-${measure.id}`}
                  label={say('myStay.words.label')}
                  hint={say('myStay.words.hint')}
                  rows={4}
                  maxLength={4000}
                  defaultValue={wrong?.typed.words ?? ''}
                  required
                  {...(fault === undefined ? {} : { error: say(fault.id) })}
                />
                <CheckGroup
                  kind="radio"
                  name="for"
                  id={`field-for-${measure.id}`}
                  legend={say('myStay.words.who')}
                  options={[
                    { value: 'team', label: say('myStay.words.forTeam') },
                    { value: 'me', label: say('myStay.words.forMe') },
                  ]}
                  defaultValues={[wrong?.typed.for ?? '']}
                  required
                  {...(choice === undefined ? {} : { error: say(choice.id) })}
                />
                <Button>{say('myStay.words.keep')}</Button>
              </Stack>
            </Form>
          </Fold>
        </div>
      </Stack>
    </Section>
  )
}

const Versions = ({ measure }: { measure: Measure }) => {
  const { say } = useLanguage()
  const { at } = useDays()
  return (
    <Fold title={say('myStay.versions')}>
      <ul className="mine-list">
        {measure.versions.map((each) => (
          <li key={each.version}>
            <p>{say('myStay.version', { n: each.version, at: at(each.writtenAt) })}</p>
            <p>{`${say(`myStay.kind.${each.kind}`)}, ${at(each.startedAt)}`}</p>
            <p>{each.endedAt === null ? say('myStay.measure.goesOn') : say('myStay.measure.until', { at: at(each.endedAt) })}</p>
            <p>{say('myStay.measure.why', { why: each.reason })}</p>
            {each.why !== '' && <p>{say('myStay.version.why', { why: each.why })}</p>}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
