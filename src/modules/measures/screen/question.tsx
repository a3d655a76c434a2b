import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, ErrorSummary, Form, Progress, Row, Stack } from '#platform/ui/index.ts'
import type { FillView } from '../views.server.ts'

/** One question: the official words, large answers, and a way on, back, past and out. Works without a script. */
export const Question = ({ view, item, isWanting }: { view: FillView; item: number; isWanting: boolean }) => {
  const { say } = useLanguage()
  const { wording, language, itemCount } = view
  const chosen = view.answers[item - 1]
  return (
    <Form method="post">
      <Stack>
        <ErrorSummary title={say('measures.fill.wanting')} errors={isWanting ? { answer: wording.items[item - 1] } : {}} />
        <Progress value={item - 1} max={itemCount} label={say('measures.fill.progress', { n: item, of: itemCount })} />
        <fieldset className="measures-question">
          <legend>
            <span className="measures-instruction measures-small" lang={language}>
              {wording.instruction}
            </span>
            <span lang={language}>{wording.items[item - 1]}</span>
          </legend>
          <div className="measures-answers">
            {wording.answers.map(({ value, text }, at) => (
              <label key={value} className="measures-answer">
                <input
                  type="radio"
                  name="answer"
                  value={value}
                  defaultChecked={chosen === value}
                  {...(at === 0 ? { id: 'field-answer' } : {})}
                />
                <span lang={language}>{text}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Row>
          <Button kind="primary" name="intent" value="next">
            {say('measures.fill.next')}
          </Button>
          <Button name="intent" value="back">
            {say('measures.fill.back')}
          </Button>
        </Row>
        <Row>
          <Button kind="quiet" name="intent" value="skip">
            {say('measures.fill.skip')}
          </Button>
          <Button kind="quiet" name="intent" value="later">
            {say('measures.fill.stop')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
