import { type FormEvent, useState } from 'react'
import type { OpenedPlan } from '#modules/field/vocabulary.ts'
import { OPENING_REASONS, type OpeningReason } from '#modules/plans/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, Empty, Notice, Section, TextField } from '#platform/ui/index.ts'
import { Plan } from './person.tsx'
import { useField } from './use-field.tsx'

/** Crisis plans of one's duty: taken along for a shift, found by name and birth date, opened with a reason; the person is told. */
export const Duty = () => {
  const { say, intl, to } = useLanguage()
  const { field, view } = useField()
  const [took, setTook] = useState<Awaited<ReturnType<typeof field.duty.take>> | null>(null)
  const take = async () => setTook(await field.duty.take())
  return (
    <>
      <h1 id="title" tabIndex={-1}>
        {say('field.duty')}
      </h1>
      {took === 'failed' && <Notice kind="danger">{say('field.duty.failed')}</Notice>}
      {took === 'proof' && (
        <Notice kind="attention" title={say('field.duty.proof')}>
          <p>{say('field.duty.proof.what')}</p>
          <p>
            <a className="button button-primary" href={to(`/account/confirm?next=${to('/field')}`)}>
              {say('field.duty.proof.act')}
            </a>
          </p>
        </Notice>
      )}
      {view.shift === null ? (
        <Empty
          title={say('field.duty.none')}
          what={say('field.duty.none.what')}
          start={
            <Button kind="primary" type="button" onClick={() => void take()}>
              {say('field.duty.take')}
            </Button>
          }
        />
      ) : (
        <>
          <p>
            {say('field.duty.until', { time: intl.formatDate(view.shift.until, { weekday: 'long', hour: 'numeric', minute: '2-digit' }) })}
          </p>
          <Find />
          {view.opened.map((each) => (
            <Section key={`${each.network}/${each.person}`} title={each.name}>
              <p>{say('field.duty.told')}</p>
              <Plan plan={each.plan} />
            </Section>
          ))}
        </>
      )}
    </>
  )
}

const Find = () => {
  const { say } = useLanguage()
  const { field, view } = useField()
  const [found, setFound] = useState<readonly OpenedPlan[] | null>(null)
  const search = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setFound(await field.duty.find(String(data.get('name') ?? ''), String(data.get('born') ?? '')))
  }
  const closed = (found ?? []).filter(({ person }) => !view.opened.some((each) => each.person === person))
  return (
    <Section title={say('field.duty.find')}>
      <form className="stack stack-small" noValidate onSubmit={(event) => void search(event)}>
        <TextField name="name" label={say('field.duty.name')} hint={say('field.duty.name.hint')} autoComplete="off" />
        <DateField name="born" label={say('field.duty.born')} />
        <Button>{say('field.duty.look')}</Button>
      </form>
      {found?.length === 0 && <Notice kind="danger">{say('field.duty.notFound')}</Notice>}
      {closed.map((plan) => (
        <Open key={`${plan.network}/${plan.person}`} plan={plan} />
      ))}
    </Section>
  )
}

/** One reason and two taps: the reason, and "open". */
const Open = ({ plan }: { plan: OpenedPlan }) => {
  const { say } = useLanguage()
  const { field } = useField()
  const [isMissing, setMissing] = useState(false)
  const open = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = new FormData(event.currentTarget).get('reason') as OpeningReason | null
    setMissing(reason === null)
    if (reason !== null) await field.duty.open(plan, reason)
  }
  return (
    <form className="stack stack-small" noValidate onSubmit={(event) => void open(event)}>
      <Notice kind="info" title={plan.name}>
        {say('field.duty.there')}
      </Notice>
      <CheckGroup
        kind="radio"
        name="reason"
        legend={say('field.duty.why')}
        options={OPENING_REASONS.map((value) => ({ value, label: say(`duty.reason.${value}`) }))}
        {...(isMissing ? { error: say('field.duty.why.missing') } : {})}
      />
      <Button kind="primary">{say('field.duty.open')}</Button>
    </form>
  )
}
