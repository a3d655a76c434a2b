import type { ReactNode } from 'react'
import { Button, Fold, Form } from '#platform/ui/index.ts'

/** An act that ends something: one tap to see what it does, a second one to do it. Works without a script. */
export const TwoTaps = ({
  title,
  what,
  act,
  fields,
}: {
  title: string
  what: ReactNode
  act: string
  fields: Readonly<Record<string, string>>
}) => (
  <Fold title={title}>
    <Form method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>{what}</p>
      <Button kind="danger">{act}</Button>
    </Form>
  </Fold>
)
