import type { ReactNode } from 'react'
import { type FormState, useField } from '#platform/forms/form-state.tsx'
import type { Faults, Typed } from '#platform/forms/typed.ts'
import { Fold, Form, Stack } from '#platform/ui/index.ts'

const NOTHING: FormState = { typed: {}, faults: {} }
/** What was typed last in one of several forms of a page, where it was this one. `record` tells two of one kind apart. */
export const stateOf = (state: FormState, intent: string, record = ''): FormState =>
  state.typed.intent === intent && (record === '' || state.typed.record === record) ? state : NOTHING

/** The attributes of the fields of one of several forms of a page, whose names may be those of another. `filled`: what stands there first. */
export const usePart = (state: FormState, intent: string, record = '', filled: Typed = {}) => {
  const own = stateOf(state, intent, record)
  const typed: Typed = { ...filled, ...own.typed }
  const field = useField({ ...own, typed })
  return { typed, field: (...of: Parameters<typeof field>) => ({ ...field(...of), id: `field-${keyOf(intent, record, of[0])}` }) }
}
const keyOf = (intent: string, record: string, name: string) => [intent, record, name].filter((part) => part !== '').join('-')

/** What is wrong with the form that was sent, by the ids of its fields. `hasRecord`: it is one of several of its kind. */
export const faultsOf = ({ typed, faults }: FormState, hasRecord: (intent: string) => boolean): Faults => {
  const { intent = '', record = '' } = typed
  return Object.fromEntries(Object.entries(faults).map(([name, fault]) => [keyOf(intent, hasRecord(intent) ? record : '', name), fault]))
}

type Props = { title: string; intent: string; record?: string; version?: number; state: FormState; open?: boolean; children: ReactNode }
/** One of several forms of a page, folded until it is wanted or something was wrong with it. */
export const PartForm = ({ title, intent, record, version, state, open = false, children }: Props) => (
  <Fold title={title} open={open || Object.keys(stateOf(state, intent, record).faults).length > 0}>
    <Form method="post">
      <Stack gap="small">
        <input type="hidden" name="intent" value={intent} />
        {record !== undefined && <input type="hidden" name="record" value={record} />}
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        {children}
      </Stack>
    </Form>
  </Fold>
)
