import { type ReactNode, useState } from 'react'
import { forgetKept, useKept } from '#platform/forms/use-kept.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Notice } from '#platform/ui/index.ts'

type Props = { name: string /** The server gave the form back with what was typed. */; isAnswered: boolean; children: ReactNode }

/** Around a form that somebody writes in for long: its words outlive a page that is shut, and a press without a network. */
export const Kept = ({ name, isAnswered, children }: Props) => {
  const { say } = useLanguage()
  const [box, setBox] = useState<HTMLElement | null>(null)
  const { isBack, isWaiting } = useKept(box?.querySelector('form') ?? null, name, isAnswered)
  const startAnew = () => {
    forgetKept(name)
    location.reload()
  }
  return (
    <div ref={setBox}>
      {isBack && (
        <Notice kind="info" title={say('kept.back')}>
          <p>{say('kept.back.what')}</p>
          <Button type="button" kind="quiet" onClick={startAnew}>
            {say('kept.back.drop')}
          </Button>
        </Notice>
      )}
      {children}
      {isWaiting && <Notice kind="attention">{say('recovery.sync.offline')}</Notice>}
    </div>
  )
}
