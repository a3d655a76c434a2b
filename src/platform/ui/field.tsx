import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram } from './pictogram.tsx'

/** What every field has. The label is always visible; the hint says what is expected before, the error what is wrong after. */
export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string
  required?: boolean
  /** Only where two forms on one page share a name; the error summary leads to the id made of the name. */
  id?: string
}

/** The id of a field, so that an error summary can lead to it by name alone. */
export const fieldId = (name: string) => `field-${name.replace(/[^\w-]/g, '-')}`

export type ControlProps = {
  id: string
  name: string
  required?: boolean
  'aria-describedby'?: string
  'aria-invalid'?: true
}

const described = (id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter((part) => part !== '').join(' ')

/** The attributes that tie a control to its label, hint and error. */
export const controlProps = (props: FieldProps): ControlProps => {
  const id = props.id ?? fieldId(props.name)
  const describedBy = described(id, props)
  return {
    id,
    name: props.name,
    ...(props.required ? { required: true } : {}),
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
    ...(props.error === undefined ? {} : { 'aria-invalid': true }),
  }
}

/** A visible word, because a star must be learnt first. */
export const RequiredMark = () => <span className="field-required">{useLanguage().say('platform.ui.required')}</span>

export const FieldHint = ({ id, children }: { id: string; children: ReactNode }) => (
  <p className="field-hint" id={`${id}-hint`}>
    {children}
  </p>
)

export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => (
  <p className="field-error" id={`${id}-error`}>
    <Pictogram name="stop" />
    <span>{children}</span>
  </p>
)

/** Label, hint, control and error around any single control: `<Field …>{(control) => <input {...control} />}</Field>`. */
export const Field = ({ children, ...props }: FieldProps & { children: (control: ControlProps) => ReactNode }) => {
  const control = controlProps(props)
  return (
    <div className={props.error === undefined ? 'field' : 'field field-wrong'}>
      <label className="field-label" htmlFor={control.id}>
        {props.label} {props.required && <RequiredMark />}
      </label>
      {props.hint !== undefined && <FieldHint id={control.id}>{props.hint}</FieldHint>}
      {children(control)}
      {props.error !== undefined && <FieldError id={control.id}>{props.error}</FieldError>}
    </div>
  )
}
