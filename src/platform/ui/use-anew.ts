import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useActionData, useNavigation } from 'react-router'

// What somebody typed or chose: what the page itself put into the form (versions, numbers made for it) changes with each answer.
const textOf = (form: HTMLFormElement) =>
  JSON.stringify(
    [...form.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea')].map(({ value, checked }) => [
      value,
      checked,
    ]),
  )

/**
 * Has a form begin anew once it was sent and kept, with what the page holds by then: what stands there still would be sent twice by who
 * thinks that it was not. Whatever was typed since stays, and so does all of a form with which something is wrong.
 * @returns a key for the form, its ref, and what it calls when it is sent
 */
export const useAnew = () => {
  const { state } = useNavigation()
  const answer = useActionData() as unknown
  const form = useRef<HTMLFormElement>(null)
  const sent = useRef<string | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    const was = sent.current
    if (state !== 'idle' || was === null || form.current === null) return
    sent.current = null
    if (answer === undefined && textOf(form.current) === was) setRound((before) => before + 1)
  }, [state, answer])
  const focused = useRef(false)
  useEffect(() => {
    // By keyboard one goes on where one was: the button that was pressed is a new one.
    if (round > 0 && focused.current && document.activeElement === document.body)
      form.current?.querySelector<HTMLButtonElement>('button:not([type=button])')?.focus({ preventScroll: true })
  }, [round])
  const onSent = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    focused.current = currentTarget.contains(document.activeElement)
    sent.current = textOf(currentTarget)
  }
  return { round, form, onSent }
}
