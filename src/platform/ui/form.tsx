import { type ReactNode, useEffect, useId, useRef } from 'react'
import { type FormProps, Form as RouterForm } from 'react-router'
import { fieldId } from './field.tsx'
import { Pictogram } from './pictogram.tsx'
import { useAnew } from './use-anew.ts'

/**
 * A form whose errors the server tells at the field, in the reader's words: the browser's own bubbles are off. One that was sent and kept
 * begins anew (`useAnew`). @param props `isBound`: a script of the page keeps its fields, and nothing begins anew
 */
export const Form = ({ isBound = false, ...props }: FormProps & { isBound?: boolean }) =>
  props.method === 'post' && !isBound ? <FormToKeep {...props} /> : <RouterForm noValidate {...props} />

const FormToKeep = ({ onSubmit, ...props }: FormProps) => {
  const { round, form, onSent } = useAnew()
  return (
    <RouterForm
      noValidate
      {...props}
      key={round}
      ref={form}
      onSubmit={(event) => {
        onSubmit?.(event)
        if (!event.defaultPrevented) onSent(event)
      }}
    />
  )
}

/** All errors of a form at its top, each leading to its field. Takes the focus when it appears, so that nobody misses it. */
export const ErrorSummary = ({ title, errors }: { title: string; errors: Readonly<Record<string, string | undefined>> }) => {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const told = Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const isEmpty = told.length === 0
  useEffect(() => {
    if (!isEmpty) box.current?.focus()
  }, [isEmpty])
  if (isEmpty) return null
  return (
    <div ref={box} className="notice notice-danger error-summary" role="alert" tabIndex={-1} aria-labelledby={id}>
      <Pictogram name="stop" />
      <div className="notice-body">
        <p className="notice-title" id={id}>
          {title}
        </p>
        <ul>
          {told.map(([name, message]) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`}>{message}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

export type SearchFormProps = { action?: string; name?: string; label: string; defaultValue?: string; hint?: string; children?: ReactNode }

/** A search that lives in the address: it can be shared, and back works. Children are further fields or hidden values. */
export const SearchForm = ({ action, name = 'q', label, defaultValue, hint, children }: SearchFormProps) => {
  const id = useId()
  return (
    <RouterForm className="search" role="search" method="get" {...(action === undefined ? {} : { action })}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className="search-line">
        <input
          className="input"
          id={id}
          type="search"
          name={name}
          defaultValue={defaultValue}
          enterKeyHint="search"
          autoComplete="off"
          {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        />
        <button className="button button-primary search-button" type="submit" aria-label={label}>
          <Pictogram name="search" />
        </button>
      </div>
      {children}
    </RouterForm>
  )
}
