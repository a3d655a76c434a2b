import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, ErrorSummary, Form, Page, Stack } from '#platform/ui/index.ts'
import './person-account.css'

type Props = {
  title: string
  why: string
  /** Where one question leads back to. */
  back?: string
  /** What is there, where it is no question. */
  backLabel?: string
  /** The field that an error is at, and what is wrong. */
  error?: { field: string; message: string } | undefined
  act?: string
  children?: ReactNode
  /** Below the form: other ways. */
  after?: ReactNode
}

/** One question on one page, in large type, with one button. It needs no script. */
export const Question = ({ title, why, back, backLabel, error, act, children, after }: Props) => {
  const { say } = useLanguage()
  return (
    <div className="question">
      <Page title={title} purpose={why} {...(back === undefined ? {} : { back: { to: back, label: backLabel ?? say('open.back') } })}>
        <title>{`${title} · Maillage`}</title>
        {error !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ [error.field]: error.message }} />}
        {children !== undefined && (
          <Form method="post" reloadDocument>
            <Stack>
              {children}
              <Button kind="primary">{act ?? say('open.goOn')}</Button>
            </Stack>
          </Form>
        )}
        {after}
      </Page>
    </div>
  )
}
