import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice, Row, Stack } from '#platform/ui/index.ts'

type Props = { asks: boolean; hidden: Readonly<Record<string, string>> }

/** Takes a request back in two steps: it is erased, so it cannot be undone. `asks`: the first step was made. */
export const TakeBack = ({ asks, hidden }: Props) => {
  const { say } = useLanguage()
  return (
    <div className="screen-only">
      <Form method="post" reloadDocument>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {asks ? (
          <Stack>
            <Notice kind="attention" title={say('ask.withdraw.sure')}>
              <p>{say('ask.withdraw.sure.what')}</p>
            </Notice>
            <Row>
              <Button kind="danger" name="intent" value="withdraw">
                {say('ask.withdraw.yes')}
              </Button>
              <Button name="intent" value="look">
                {say('ask.withdraw.no')}
              </Button>
            </Row>
          </Stack>
        ) : (
          <Button kind="quiet" name="intent" value="ask">
            {say('ask.withdraw.act')}
          </Button>
        )}
      </Form>
    </div>
  )
}
