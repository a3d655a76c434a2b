import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, LinkButton, Row, Section, Stack } from '#platform/ui/index.ts'
import type { DraftLine, OfferedLine } from '../views.server.ts'
import './measures.css'

type Props = {
  offered: readonly OfferedLine[]
  drafts: readonly DraftLine[] /** Where a draft goes on. */
  hrefOf: (draft: DraftLine) => string
  action?: string
}

/** What was begun, and what can be: a button for each language in which the official wording is certain. */
export const Begin = ({ offered, drafts, hrefOf, action }: Props) => {
  const { say, intl } = useLanguage()
  return (
    <Stack gap="large">
      {drafts.length > 0 && (
        <Section title={say('measures.drafts')}>
          <ul className="measures-list">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <Stack gap="small">
                  <p>
                    {say('measures.draft.line', {
                      name: draft.shortName,
                      n: draft.answered,
                      of: draft.of,
                      date: intl.formatDate(draft.startedAt, { dateStyle: 'long' }),
                    })}
                  </p>
                  <Row>
                    <LinkButton to={hrefOf(draft)}>{say('measures.draft.goOn')}</LinkButton>
                  </Row>
                </Stack>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say('measures.choose')}>
        <ul className="measures-list">
          {offered.map((line) => (
            <Offered key={line.id} line={line} {...(action === undefined ? {} : { action })} />
          ))}
        </ul>
      </Section>
    </Stack>
  )
}

const Offered = ({ line: { id, shortName, name, languages, notice, isNonCommercial }, action }: { line: OfferedLine; action?: string }) => {
  const { say, language } = useLanguage()
  const first = languages.includes(language) ? language : languages[0]
  const ordered = [...languages].sort((one) => (one === first ? -1 : 1))
  return (
    <li>
      <Stack gap="small">
        <h3>
          {shortName} <span className="visually-hidden" lang="en">{`(${name})`}</span>
        </h3>
        <p>{say(`measures.about.${id}`)}</p>
        {!languages.includes(language) && (
          <p className="measures-small">{say('measures.language.missing', { language: say(`measures.language.${language}`) })}</p>
        )}
        <Form method="post" {...(action === undefined ? {} : { action })}>
          <input type="hidden" name="instrument" value={id} />
          <Row>
            {ordered.map((each) => (
              <Button key={each} name="language" value={each} {...(each === language ? {} : { kind: 'quiet' as const })}>
                {say('measures.begin.in', { name: shortName, language: say(`measures.language.${each}`) })}
              </Button>
            ))}
          </Row>
        </Form>
        {isNonCommercial && (
          <p className="measures-small" lang="en">
            {notice}
          </p>
        )}
      </Stack>
    </li>
  )
}
