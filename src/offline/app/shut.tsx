import { useLanguage } from '#platform/languages/intl.tsx'
import type { Language } from '#platform/languages/locales.ts'
import { Button, Empty, Notice } from '#platform/ui/index.ts'
import { useField } from './use-field.tsx'

/** Nothing is here: why, what waits all the same, and how to begin. */
export const Shut = ({ language }: { language: Language }) => {
  const { say } = useLanguage()
  const { field, view } = useField()
  const { wiped, others, isReached } = view
  return (
    <div className="stack">
      <h1 id="title" tabIndex={-1}>
        {say(wiped === null ? 'field.shut.title' : 'field.shut.wiped')}
      </h1>
      {wiped !== null && <Notice kind="info">{say(`field.shut.${wiped}`)}</Notice>}
      {others > 0 && <Notice kind="attention">{say('field.shut.waits', { count: others })}</Notice>}
      <Empty
        title={say('field.shut.begin')}
        what={say(isReached ? 'field.shut.what' : 'field.shut.offline')}
        start={
          isReached ? (
            <a className="button button-primary" href={`/${language}/sign-in?next=/${language}/field`}>
              {say('nav.signIn')}
            </a>
          ) : (
            <Button type="button" onClick={field.hurry}>
              {say('field.shut.again')}
            </Button>
          )
        }
      />
    </div>
  )
}
