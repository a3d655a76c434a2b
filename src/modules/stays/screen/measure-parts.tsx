import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Row, Section, SelectField, Stack, Tag, TextArea } from '#platform/ui/index.ts'
import type { Measure } from '../coercion/measures.queries.server.ts'
import { FINDINGS, WATCHES } from '../vocabulary.ts'
import type { Names } from './measure-facts.tsx'
import { MomentFields } from './measure-fields.tsx'
import { PartForm, usePart } from './part-form.tsx'
import { optionsOf, useTimes } from './words.ts'

type Local = { day: string; time: string }
type Of = { measure: Measure; state: FormState }

export const ChecksPart = ({ measure, names, local, state }: Of & { names: Names; local: Local }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const { field } = usePart(state, 'check', '', { check: local.day, check_time: local.time, watch: 'presence' })
  return (
    <Section title={say('stays.checks.title')} id="checks">
      <Stack gap="small">
        {measure.watched.length === 0 ? (
          <p>{say('stays.checks.none')}</p>
        ) : (
          <ul>
            {measure.watched.map(({ id, at: when, what, byId }) => (
              <li key={id}>{say('stays.checks.line', { at: at(when), what: say(`stays.watch.${what}`), name: names[byId] ?? '' })}</li>
            ))}
          </ul>
        )}
        {!measure.isVoid && (
          <PartForm title={say('stays.checks.new')} intent="check" state={state}>
            <MomentFields field={field} name="check" label="stays.field.check" />
            <SelectField {...field('watch', 'stays.field.watch')} options={optionsOf(say, 'stays.watch.', WATCHES)} />
            <Button>{say('stays.keep')}</Button>
          </PartForm>
        )}
      </Stack>
    </Section>
  )
}

export const ReviewPart = ({ measure, names, mayReview, state }: Of & { names: Names; mayReview: boolean }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const { field } = usePart(state, 'review')
  return (
    <Section title={say('stays.review.title')} id="review">
      <Stack gap="small">
        {measure.reviews.length === 0 && <p>{say('stays.review.none')}</p>}
        <ul className="stays-list">
          {measure.reviews.map(({ id, finding, words, byId, at: when }) => (
            <li key={id}>
              <Row>
                <Tag>{say(`stays.finding.${finding}`)}</Tag>
                <span className="stays-small">{`${names[byId] ?? ''}, ${at(when)}`}</span>
              </Row>
              {words !== '' && <p className="stays-text">{words}</p>}
            </li>
          ))}
        </ul>
        {mayReview ? (
          <PartForm title={say('stays.review.new')} intent="review" state={state}>
            <SelectField {...field('finding', 'stays.field.finding')} options={optionsOf(say, 'stays.finding.', FINDINGS)} />
            <TextArea {...field('review_words', 'stays.field.review_words')} rows={3} maxLength={4000} />
            <Button>{say('stays.review.keep')}</Button>
          </PartForm>
        ) : (
          <p>{say('stays.review.other')}</p>
        )}
      </Stack>
    </Section>
  )
}

/** Every version that was, the last first: nothing of the register disappears. */
export const VersionsPart = ({ measure, names }: { measure: Measure; names: Names }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  return (
    <Section title={say('stays.versions.title')} id="versions">
      <ul className="stays-list">
        {measure.versions.map((each) => (
          <li key={each.version}>
            <p>
              {say('stays.versions.line', { n: each.version, name: names[each.writtenBy] ?? '', at: at(each.writtenAt) })}
              {each.isVoid && ` ${say('stays.struck')}`}
            </p>
            {each.why !== '' && <p className="stays-text">{say('stays.versions.why', { why: each.why })}</p>}
            {each.version !== measure.version && (
              <Fold title={say('stays.versions.open')}>
                <p>{`${say(`stays.kind.${each.kind}`)}, ${at(each.startedAt)} – ${each.endedAt === null ? say('stays.goesOn') : at(each.endedAt)}`}</p>
                <p>{each.alternatives.map((one) => say(`stays.alternative.${one}`)).join(', ')}</p>
                <p className="stays-text">{[each.tried, each.reason].filter((one) => one !== '').join('\n')}</p>
              </Fold>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const StrikePart = ({ measure, state }: Of) => {
  const { say } = useLanguage()
  const { field } = usePart(state, 'strike')
  return (
    <PartForm title={say('stays.measure.strike')} intent="strike" version={measure.version} state={state}>
      <p>{say('stays.measure.strike.what')}</p>
      <TextArea {...field('why', 'stays.field.why')} rows={2} maxLength={4000} required />
      <Button kind="danger">{say('stays.measure.strike.act')}</Button>
    </PartForm>
  )
}
