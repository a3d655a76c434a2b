import type { Answer } from '#platform/forms/form-state.tsx'
import { Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, DateField, Form, LinkButton, Row, SelectField, Stack, Table, Tag, TextArea, TextField } from '#platform/ui/index.ts'
import type { Conversion } from '../beds.queries.server.ts'
import { type BedEvent, nextStates, stateOn } from '../beds.ts'
import type { Choice } from '../choices.server.ts'
import { BED_KINDS, BED_STATES, type BedState, PROFESSIONS } from '../vocabulary.ts'
import { useShown } from './frame.tsx'

/** A state in a word; a freeze, which may end, asks for a look. */
export const BedStateTag = ({ state }: { state: BedState }) => {
  const { say } = useLanguage()
  // In a span: on a phone the cell is a grid, which would stretch the tag.
  return (
    <span>
      <Tag tone={state === 'frozen' ? 'attention' : state === 'reopened' ? 'people' : 'plain'}>{say(`network.bedState.${state}`)}</Tag>
    </span>
  )
}

/** All agreements as they stand on a day: those of which nothing is known yet on that day are left out. */
export const AgreementTable = ({ conversions, day, base }: { conversions: readonly Conversion[]; day: string; base: string }) => {
  const { say } = useLanguage()
  const shown = useShown()
  const rows = conversions.flatMap((conversion) => {
    const state = stateOn(conversion.events, day)
    const since = conversion.events.findLast(({ on }) => on <= day)?.on
    return state === null || since === undefined ? [] : [{ ...conversion, state, since }]
  })
  return (
    <Table
      caption={say('network.beds.table', { day: shown.day(day) })}
      columns={[
        { key: 'hospital', label: say('network.beds.hospital') },
        { key: 'kind', label: say('network.beds.kind'), under: true },
        { key: 'beds', label: say('network.beds.beds'), numeric: true },
        { key: 'fte', label: say('network.beds.fte'), numeric: true },
        { key: 'team', label: say('network.beds.team') },
        { key: 'state', label: say('network.beds.state') },
        { key: 'since', label: say('network.since'), whole: true },
      ]}
      rows={rows.map(({ id, hospital, bed_kind, beds, fte, team, state, since }) => ({
        key: id,
        href: `${base}/beds/${id}`,
        cells: {
          hospital,
          kind: say(`network.bedKind.${bed_kind}`),
          beds: shown.number(beds),
          fte: shown.number(fte),
          team: team ?? say('network.beds.team.none'),
          state: <BedStateTag state={state} />,
          since: shown.day(since),
        },
      }))}
    />
  )
}

const LABELS: Readonly<Record<string, MessageId>> = {
  hospital: 'network.beds.hospital',
  bed_kind: 'network.beds.kind',
  beds: 'network.beds.beds',
  team: 'network.beds.team',
  source: 'network.beds.source',
  locator: 'network.beds.locator',
  note: 'network.beds.note',
  state: 'network.beds.state',
  on: 'network.beds.on',
  reason: 'network.beds.reason',
}
const useLabel = () => {
  const { say } = useLanguage()
  return (name: string) =>
    name.startsWith('fte_') ? say(`network.profession.${name.slice(4) as 'nurse'}`) : say(LABELS[name] ?? 'network.beds.hospital')
}

type FormProps = Answer & {
  choices: { hospitals: readonly Choice[]; teams: readonly Choice[]; sources: readonly Choice[] }
  cancel: string
  /** A new agreement begins with a state. */
  isNew: boolean
}

/** An agreement: hospital, beds, staff that they free, the team that receives it. */
export const ConversionForm = ({ typed, faults, theirs, version, choices, cancel, isNew }: FormProps) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = useLabel()
  const kinds = BED_KINDS.map((value) => ({ value, label: say(`network.bedKind.${value}`) }))
  const offered: Record<string, readonly Choice[]> = {
    hospital: choices.hospitals,
    team: choices.teams,
    source: choices.sources,
    bed_kind: kinds,
  }
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs
        theirs={theirs}
        labelOf={labelOf}
        nameOf={(name, value) => offered[name]?.find((choice) => choice.value === value)?.label ?? value}
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <SelectField {...field('hospital', 'network.beds.hospital')} options={choices.hospitals} empty={say('form.choose')} required />
      <SelectField {...field('bed_kind', 'network.beds.kind')} options={kinds} empty={say('form.choose')} required />
      <TextField {...field('beds', 'network.beds.beds')} inputMode="numeric" size="short" required />
      <SelectField
        {...field('team', 'network.beds.team', 'network.beds.team.hint')}
        options={choices.teams}
        empty={say('network.beds.team.none')}
      />
      <fieldset>
        <legend className="field-label">{say('network.beds.staff')}</legend>
        <p className="field-hint">{say('network.beds.staff.hint')}</p>
        <div className="quick-fields">
          {PROFESSIONS.map((profession) => (
            <TextField
              key={profession}
              {...field(`fte_${profession}`, `network.profession.${profession}`)}
              inputMode="decimal"
              size="short"
            />
          ))}
        </div>
      </fieldset>
      {isNew && <TransitionFields typed={typed} faults={faults} last={null} />}
      <SelectField {...field('source', 'network.beds.source')} options={choices.sources} empty={say('network.beds.source.none')} />
      <TextField {...field('locator', 'network.beds.locator', 'form.hint.locator')} />
      <TextArea {...field('note', 'network.beds.note')} rows={3} />
      <Row>
        <Button kind="primary">{say('form.save')}</Button>
        <LinkButton kind="quiet" to={cancel}>
          {say('form.cancel')}
        </LinkButton>
      </Row>
    </Form>
  )
}

const TransitionFields = ({ typed, faults, last }: Pick<Answer, 'typed' | 'faults'> & { last: BedState | null }) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const states = nextStates(last).map((value) => ({ value, label: say(`network.bedState.${value}`) }))
  return (
    <>
      <SelectField {...field('state', 'network.beds.state')} options={states} empty={say('form.choose')} required />
      <DateField {...field('on', 'network.beds.on')} required />
      <TextField {...field('reason', 'network.beds.reason', 'network.beds.reason.hint')} required />
    </>
  )
}

/** What may come next for these beds; nothing does after a closure. */
export const TransitionForm = ({ typed, faults, theirs, last }: Answer & { last: BedEvent | null }) => {
  const { say } = useLanguage()
  const labelOf = useLabel()
  if (nextStates(last?.state ?? null).length === 0) return <p>{say('network.beds.final')}</p>
  return (
    <Form method="post">
      <Stack>
        <Wrong faults={faults} labelOf={labelOf} />
        <Theirs
          theirs={theirs}
          labelOf={labelOf}
          nameOf={(name, value) => (name === 'state' && isBedState(value) ? say(`network.bedState.${value}`) : value)}
        />
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="after" value={last?.on ?? ''} />
        <TransitionFields typed={typed} faults={faults} last={last?.state ?? null} />
        <Row>
          <Button kind="primary">{say('network.beds.move')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}
const isBedState = (value: string): value is BedState => BED_STATES.some((state) => state === value)
