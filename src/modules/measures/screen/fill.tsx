import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Idea, Ideas, LinkButton, Notice, Page, Row, Stack, Table } from '#platform/ui/index.ts'
import type { FillView, Told } from '../views.server.ts'
import type { Step } from '../vocabulary.ts'
import { ChangeLine } from './courses.tsx'
import { Question } from './question.tsx'
import { Calls, Safe, WhoIsTold } from './safety.tsx'
import './measures.css'

export type FillProps = {
  view: FillView
  step: Step
  changes: readonly Told[]
  isWanting: boolean
  /** The address of the steps, and of the list to which one comes back. */
  base: string
  list: { to: string; label: string }
  /** Where a team writes down what it did; null for the person. */
  record: string | null
  /** The person's own crisis plan, which says what helps and whom to call; null for a team. */
  plan: string | null
}

/** Filling in, one screen after the other, for the person and for who does it with them. */
export const Fill = (props: FillProps) => {
  const { say } = useLanguage()
  const { view, step, list } = props
  const name = view.measure.shortName
  const titles = { start: name, look: say('measures.fill.look.title'), done: say('measures.done.title'), safe: say('measures.safe.title') }
  const title = typeof step === 'number' ? say('measures.fill.progress', { n: step, of: view.itemCount }) : titles[step]
  const purposes = { start: say('measures.fill.start.purpose'), look: say('measures.fill.look.purpose') }
  const purpose = step === 'start' || step === 'look' ? purposes[step] : undefined
  return (
    <Page title={typeof step === 'number' ? name : title} back={list} {...(purpose === undefined ? {} : { purpose })}>
      <title>{`${title} · ${name} · Maillage`}</title>
      <Screen {...props} />
    </Page>
  )
}

const Screen = (props: FillProps) => {
  const { view, step, base, record, plan, isWanting } = props
  if (typeof step === 'number') return <Question key={step} view={view} item={step} isWanting={isWanting} />
  if (step === 'look') return <Look view={view} base={base} />
  if (step === 'done') return <Done {...props} />
  if (step === 'safe' && view.safety !== null)
    return <Safe safety={view.safety} goOn={`${base}/${view.isFinished ? 'done' : nextOpen(view)}`} record={record} plan={plan} />
  return <Start {...props} />
}
/** The first question without an answer, else the look over all of them. */
export const nextOpen = ({ answers }: Pick<FillView, 'answers'>): string => {
  const at = answers.indexOf(null)
  return at < 0 ? 'look' : String(at + 1)
}

const Start = ({ view, base, record }: FillProps) => {
  const { say } = useLanguage()
  const { safety } = view.measure
  const never = view.wording.answers.find(({ value }) => value === safety?.above)?.text ?? ''
  return (
    <Stack>
      <Ideas>
        <Idea picture="document">{say('measures.fill.how.one')}</Idea>
        <Idea picture="check">{say('measures.fill.how.wrong')}</Idea>
        <Idea picture="stop">{say('measures.fill.how.stop')}</Idea>
        <Idea picture="info">{say('measures.fill.how.skip')}</Idea>
        <Idea picture="people">{say('measures.fill.how.words')}</Idea>
      </Ideas>
      {safety !== null && (
        <Notice kind="attention" title={say('measures.fill.tells.title', { item: safety.item })}>
          <p>
            {record !== null
              ? say('measures.fill.tells.together', { item: safety.item, never })
              : view.tells === null || view.tells.length === 0
                ? say('measures.fill.tells.nobody', { item: safety.item })
                : say('measures.fill.tells.teams', { item: safety.item, never, teams: view.tells.join(', ') })}
          </p>
        </Notice>
      )}
      <Row>
        <LinkButton kind="primary" to={`${base}/${nextOpen(view)}`}>
          {say(view.answers.some((answer) => answer !== null) ? 'measures.draft.goOn' : 'measures.begin')}
        </LinkButton>
      </Row>
      <p className="measures-small" lang="en">
        {view.measure.licence.notice}
      </p>
    </Stack>
  )
}

const Look = ({ view, base }: { view: FillView; base: string }) => {
  const { say } = useLanguage()
  const textOf = (answer: number | null) => view.wording.answers.find(({ value }) => value === answer)?.text
  return (
    <Stack>
      {view.missing > 0 && <Notice kind="attention">{say('measures.fill.look.missing', { n: view.missing })}</Notice>}
      <Table
        caption={say('measures.fill.look.title')}
        captionHidden
        columns={[
          { key: 'item', label: view.measure.shortName },
          { key: 'answer', label: say('measures.fill.answer') },
        ]}
        rows={view.wording.items.map((item, at) => ({
          key: item,
          href: `${base}/${at + 1}`,
          cells: {
            item: <span lang={view.language}>{item}</span>,
            answer: <span lang={view.language}>{textOf(view.answers[at] ?? null) ?? say('measures.fill.none')}</span>,
          },
        }))}
      />
      <Form method="post">
        <Stack>
          <Row>
            <Button kind="primary" name="intent" value="finish">
              {say('measures.fill.finish')}
            </Button>
            <Button name="intent" value="later">
              {say('measures.fill.stop')}
            </Button>
          </Row>
          <Row>
            <Button kind="danger" name="intent" value="discard">
              {say('measures.fill.discard')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Stack>
  )
}

const Done = ({ view, changes, list }: FillProps) => {
  const { say } = useLanguage()
  const { score, measure, safety } = view
  return (
    <Stack>
      {score === null ? (
        <p>{say('measures.done.none')}</p>
      ) : (
        <>
          <p className="measures-score">
            {say('measures.done.score', { total: score.total, max: measure.scoring.max })}
            {score.band !== null && ` · ${say(`measures.band.${score.band}`)}`}
          </p>
          {changes.length === 0 ? (
            <p>{say('measures.done.first')}</p>
          ) : (
            changes.map((change) => <ChangeLine key={String(change.since)} change={change} />)
          )}
        </>
      )}
      <p>{say('measures.done.notADiagnosis')}</p>
      {safety !== null && (
        <>
          <Calls calls={safety.calls} />
          <WhoIsTold safety={safety} />
        </>
      )}
      <Row>
        <LinkButton kind="primary" to={list.to}>
          {say('measures.done.toAll')}
        </LinkButton>
      </Row>
      <p className="measures-small" lang="en">
        {measure.licence.notice}
      </p>
    </Stack>
  )
}
