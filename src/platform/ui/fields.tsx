import type { InputHTMLAttributes, ReactNode } from 'react'
import { controlProps, Field, FieldError, FieldHint, type FieldProps, fieldId, RequiredMark } from './field.tsx'

export type TextFieldProps = FieldProps & {
  defaultValue?: string | number
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'number' | 'time'
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url'
  /** How wide the answer is expected to be. */
  size?: 'short' | 'full'
  min?: number
  max?: number
  maxLength?: number
  spellCheck?: boolean
}

/** One line of text. */
export const TextField = ({
  type = 'text',
  size = 'full',
  defaultValue,
  autoComplete,
  inputMode,
  min,
  max,
  maxLength,
  spellCheck,
  ...field
}: TextFieldProps) => (
  <Field {...field}>
    {(control) => (
      <input
        className={size === 'short' ? 'input input-short' : 'input'}
        type={type}
        {...control}
        {...{ defaultValue, autoComplete, inputMode, min, max, maxLength, spellCheck }}
      />
    )}
  </Field>
)

/** Several lines of text. */
export const TextArea = ({
  defaultValue,
  rows = 5,
  maxLength,
  ...field
}: FieldProps & { defaultValue?: string; rows?: number; maxLength?: number }) => (
  <Field {...field}>{(control) => <textarea className="input" {...control} {...{ defaultValue, rows, maxLength }} />}</Field>
)

export type Option = { value: string; label: string; hint?: string }

/** One of several answers. `empty` is the first, unchosen answer in words ("all years"). */
export const SelectField = ({
  options,
  defaultValue,
  empty,
  ...field
}: FieldProps & { options: readonly Option[]; defaultValue?: string; empty?: string }) => (
  <Field {...field}>
    {(control) => (
      <span className="select">
        <select className="input" {...control} defaultValue={defaultValue}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </span>
    )}
  </Field>
)

/** A day, by the browser's own calendar. ISO in and out ("2025-12-31"). */
export const DateField = ({ defaultValue, min, max, ...field }: FieldProps & { defaultValue?: string; min?: string; max?: string }) => (
  <Field {...field}>{(control) => <input className="input input-short" type="date" {...control} {...{ defaultValue, min, max }} />}</Field>
)

/** A file; the form needs `encType="multipart/form-data"`. */
export const FileField = ({ accept, multiple, ...field }: FieldProps & { accept?: string; multiple?: boolean }) => (
  <Field {...field}>{(control) => <input className="input input-file" type="file" {...control} {...{ accept, multiple }} />}</Field>
)

/** One thing to agree to or to leave. */
export const CheckField = ({ value = 'on', defaultChecked, ...field }: FieldProps & { value?: string; defaultChecked?: boolean }) => {
  const control = controlProps(field)
  return (
    <div className={field.error === undefined ? 'field' : 'field field-wrong'}>
      <Choice label={field.label} type="checkbox" {...control} {...{ value, defaultChecked }} />
      <div className="choice-below">
        {field.hint !== undefined && <FieldHint id={control.id}>{field.hint}</FieldHint>}
        {field.error !== undefined && <FieldError id={control.id}>{field.error}</FieldError>}
      </div>
    </div>
  )
}

export type CheckGroupProps = Omit<FieldProps, 'label'> & {
  legend: ReactNode
  options: readonly Option[]
  defaultValues?: readonly string[]
  /** `radio` when only one may be chosen. */
  kind?: 'checkbox' | 'radio'
}

/** Several answers to one question, each with the same name. */
export const CheckGroup = ({ legend, options, defaultValues = [], kind = 'checkbox', ...field }: CheckGroupProps) => {
  const id = field.id ?? fieldId(field.name)
  const { 'aria-describedby': describedBy } = controlProps({ ...field, label: legend })
  return (
    <fieldset
      className={field.error === undefined ? 'field' : 'field field-wrong'}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      <legend className="field-label">
        {legend} {field.required && <RequiredMark />}
      </legend>
      {field.hint !== undefined && <FieldHint id={id}>{field.hint}</FieldHint>}
      <div className="choices">
        {options.map(({ value, label, hint }, index) => (
          <Choice
            key={value}
            label={label}
            hint={hint}
            type={kind}
            // The first answer carries the id of the whole, where an error summary leads.
            id={index === 0 ? id : `${id}-${index}`}
            name={field.name}
            value={value}
            defaultChecked={defaultValues.includes(value)}
          />
        ))}
      </div>
      {field.error !== undefined && <FieldError id={id}>{field.error}</FieldError>}
    </fieldset>
  )
}

type ChoiceProps = InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; hint?: string | undefined }

const Choice = ({ label, hint, ...input }: ChoiceProps) => (
  <label className="choice">
    <input {...input} />
    <span>
      {label} {input.required && <RequiredMark />}
      {hint !== undefined && <span className="choice-hint">{hint}</span>}
    </span>
  </label>
)
