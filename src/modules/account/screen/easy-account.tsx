import { useLanguage } from '#platform/languages/intl.tsx'
import { Idea, Ideas, InlineFigure, Line, LinkButton, Page, Row, Section } from '#platform/ui/index.ts'
import type { EasyAccount as Easy } from '../compose/easy.server.ts'

/** The account in easy-to-read French: ideas with their pictograms, and the way to the whole account. */
export const EasyAccount = ({
  title,
  network,
  easy,
  hrefOf,
  whole,
}: {
  title: string
  network: string
  easy: Easy
  hrefOf: (figure: string) => string
  whole: string
}) => {
  const { say, to } = useLanguage()
  return (
    <Page title={title} purpose={easy.subtitle} back={{ to: to('/accounts'), label: say('accounts.title') }}>
      <title>{`${title} – ${network} · Maillage`}</title>
      <p>
        <strong>{network}</strong>
      </p>
      {easy.chapters.map(({ id, title, ideas }) => (
        <Section key={id} id={id} title={title}>
          <Ideas>
            {ideas.map(({ pictogram, lines }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the ideas of a text never move
              <Idea key={at} picture={pictogram}>
                {lines.map((inlines, line) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor do its sentences
                  <Line key={line}>
                    {inlines.map((inline, place) => {
                      if (inline.type === 'text') return inline.text
                      const figure = easy.figures[inline.id]
                      return figure === undefined ? null : (
                        // biome-ignore lint/suspicious/noArrayIndexKey: nor do its words
                        <InlineFigure key={place} shown={figure.shown} label={figure.label} href={hrefOf(inline.id)} />
                      )
                    })}
                  </Line>
                ))}
              </Idea>
            ))}
          </Ideas>
        </Section>
      ))}
      {easy.contradictions > 0 && (
        <Section id="contradictions" title={say('account.easy.contradictions.title')}>
          <Ideas>
            <Idea picture="unequal">{say('account.easy.contradictions', { n: easy.contradictions })}</Idea>
          </Ideas>
        </Section>
      )}
      <Section title={say('account.easy.more')}>
        <Ideas>
          <Idea picture="document">{say('account.easy.more.what')}</Idea>
        </Ideas>
        <Row>
          <LinkButton to={whole}>{say('account.easy.more.act')}</LinkButton>
        </Row>
      </Section>
    </Page>
  )
}
