import { data } from 'react-router'
import { z } from 'zod'
import { hasRole } from '#platform/actor.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, Notice, Page, Section, SelectField, Stack } from '#platform/ui/index.ts'
import { siteOfRequest } from '../../factors/request.server.ts'
import { printedCard } from '../card.server.ts'
import { makeCard, withdrawCard } from '../cards.commands.server.ts'
import { cardsOf } from '../cards.queries.server.ts'
import { canMakeCards } from '../policy.ts'
import { CardWish } from '../schema.ts'
import { CardList } from '../screen/card-list.tsx'
import { PaperCard } from '../screen/paper-card.tsx'
import { CARD_DAYS, KINDS } from '../vocabulary.ts'
import type { Route } from './+types/cards'

const LANGUAGES = ['falc', 'fr', 'nl', 'en'] as const

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    // Where somebody has no such right there is no such page, whether or not there is such a network.
    if (actor.personId === '') throw new Problem('signed_out')
    if (!canMakeCards(actor, network)) throw new Problem('not_found')
    const { personId } = actor
    return { cards: await cardsOf(scope, network, personId), seesAll: hasRole(actor, network, 'administrator'), language: args.params.lang }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const { network } = args.params
  if (form.get('intent') === 'withdraw') {
    const id = z.uuid().safeParse(form.get('id'))
    if (!id.success) throw failed(new Problem('not_found'))
    await inRequest(args, (scope, actor) => withdrawCard(scope, actor, network, id.data))
    return data({ card: null, isWithdrawn: true, lacksKind: false })
  }
  const wish = CardWish.safeParse({ kind: form.get('kind'), language: form.get('language') })
  if (!wish.success) return data({ card: null, isWithdrawn: false, lacksKind: true }, { status: 422 })
  const made = await inRequest(args, (scope, actor) => makeCard(scope, actor, network, wish.data.kind))
  return data({ card: printedCard(made, wish.data.language, siteOfRequest(args).origin), isWithdrawn: false, lacksKind: false })
}

export default function Cards({ loaderData: { cards, seesAll, language }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('cards.title')}
      purpose={say('cards.purpose', { days: CARD_DAYS })}
      {...(seesAll ? { back: { to: to('/admin'), label: say('nav.admin') } } : {})}
    >
      <title>{`${say('cards.title')} · Maillage`}</title>
      {actionData?.isWithdrawn && <Notice kind="saved">{say('cards.withdrawn')}</Notice>}
      {actionData?.card != null && (
        <Section title={say('cards.new.title')}>
          <Stack>
            <div className="screen-only">
              <Notice kind="attention">{say('cards.new.once')}</Notice>
            </div>
            <PaperCard card={actionData.card} />
          </Stack>
        </Section>
      )}
      <div className="screen-only">
        <Stack gap="large">
          <Section title={say('cards.make.title')}>
            <Form method="post" reloadDocument>
              <Stack>
                <CheckGroup
                  name="kind"
                  kind="radio"
                  legend={say('cards.make.kind')}
                  required
                  options={KINDS.map((kind) => ({ value: kind, label: say(`cards.kind.${kind}`), hint: say(`cards.kind.${kind}.hint`) }))}
                  {...(actionData?.lacksKind ? { error: say('cards.make.lacks') } : {})}
                />
                <SelectField
                  name="language"
                  label={say('cards.make.language')}
                  options={LANGUAGES.map((each) => ({ value: each, label: say(`cards.language.${each}`) }))}
                  defaultValue={language === 'fr' ? 'falc' : language}
                />
                <Button kind="primary">{say('cards.make.act')}</Button>
              </Stack>
            </Form>
          </Section>
          <Section title={say(seesAll ? 'cards.all' : 'cards.mine')}>
            {cards.length === 0 ? <Empty title={say('cards.none')} what={say('cards.none.what')} /> : <CardList cards={cards} />}
          </Section>
        </Stack>
      </div>
    </Page>
  )
}
