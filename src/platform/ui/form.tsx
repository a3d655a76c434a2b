import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { type FormProps, Form as RouterForm, useActionData, useNavigation } from 'react-router'
import { fieldId } from './field.tsx'
import { Pictogram } from './pictogram.tsx'

/**
 * A form whose errors the server tells at the field, in the reader's words: the browser's own bubbles are off. One that was sent and kept
 * begins anew, except where a script of the page has its say when it is sent (`onSubmit`).
 */
export const Form = (props: FormProps) =>
  props.method === 'post' && !props.onSubmit ? <FormToKeep {...props} /> : <RouterForm noValidate {...props} />

// By keyboard one goes on where one was: the button that was pressed is a new one.
const goOn = (form: HTMLFormElement | null) => {
  if (document.activeElement === document.body) form?.querySelector('button')?.focus({ preventScroll: true })
}
// Once kept it stands as the page has it now: what is still there would be sent twice by who thinks that it was not. Whatever was typed
// since it was sent stays, and so does all of a form with which something is wrong.
const FormToKeep = (props: FormProps) => {
  const { state } = useNavigation()
  const answer: unknown = useActionData()
  const sent = useRef(false)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (state !== 'idle' || !sent.current) return
    sent.current = false
    if (answer === undefined) setRound((before) => before + 1)
  }, [state, answer])
  return (
    <RouterForm
      noValidate
      {...props}
      key={round}
      ref={round > 0 ? goOn : null}
      onInput={() => {
        sent.current = false
      }}
      onSubmit={() => {
        sent.current = true
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
