import { data, redirect } from 'react-router'
import { attemptKey, CARD_LENGTH, countAttempt, forgetAttempts, readCode, standingOfRequest } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { placeIn } from '#platform/server/client.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, Form, Idea, Ideas, LinkButton, Page, Row, Stack, TextField } from '#platform/ui/index.ts'
import { joinCircle } from '../circle/circle.commands.server.ts'
import { type Offer, offerOf } from '../circle/circle.queries.server.ts'
import { useSectionsInWords } from '../screen/sections.ts'
import type { Route } from './+types/join'

type Args = Route.LoaderArgs | Route.ActionArgs
const typedIn = (args: Args) => String((args.params as { token?: string }).token ?? '').slice(0, 40)

// Codes are counted by the place that they come from: forty bits are not guessed with five tries.
const offerWith = async (args: Args, typed: string): Promise<{ code: string; offer: Offer } | null> => {
  const { db, remoteAddress } = args.context.get(serverContext)
  const key = attemptKey('code', `circle ${placeIn(remoteAddress)}`)
  await countAttempt(db, [key])
  const code = readCode(typed, CARD_LENGTH)
  const offer = code === null ? null : await inRequest(args, (scope) => offerOf(scope, code))
  if (code === null || offer === null) return null
  await forgetAttempts(db, [key])
  return { code, offer }
}

// An address is followed without a thought, by programs too: only a form looks a code up.
export const loader = async (args: Route.LoaderArgs) => ({ isSignedIn: (await standingOfRequest(args)) !== null, typed: typedIn(args) })

const told = async <T,>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw failed(error)
    throw error
  }
}

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const typed = String(form.get('code') ?? '').slice(0, 40)
  if ((await standingOfRequest(args)) === null) throw failed(new Problem('signed_out'))
  const found = await told(() => offerWith(args, typed))
  const wrong = (isMine: boolean) =>
    data({ typed, wrong: isMine ? ('mine' as const) : ('wrong' as const), offer: null, code: '' }, { status: 422 })
  if (found === null || found.offer.isMine) return wrong(found?.offer.isMine === true)
  if (form.get('intent') !== 'join') return data({ typed, wrong: null, ...found })
  const joined = await inRequest(args, (scope) => joinCircle(scope, found.code))
  return joined === null ? wrong(false) : redirect(`/${args.params.lang}/circle/${joined.network}/${joined.person}?saved=joined`)
}

/** Coming into somebody's circle with the code of their card: what it opens is said before the yes. */
export default function Join({ loaderData: { isSignedIn, typed }, actionData }: Route.ComponentProps) {
  const { say, to, intl, language } = useLanguage()
  const sectionsInWords = useSectionsInWords()
  const offer = actionData?.offer ?? null
  const error = actionData?.wrong == null ? {} : { error: say(`circle.join.${actionData.wrong}`) }
  return (
    <Page title={say('circle.join')} purpose={say('circle.join.purpose')}>
      <title>{`${say('circle.join')} · Maillage`}</title>
      {!isSignedIn ? (
        <>
          <Ideas>
            <Idea picture="lock">{say('circle.join.account')}</Idea>
          </Ideas>
          <Row>
            <LinkButton
              kind="primary"
              to={`${to('/sign-in')}?next=${encodeURIComponent(to(`/circle/join${typed === '' ? '' : `/${typed}`}`))}`}
            >
              {say('circle.join.signIn')}
            </LinkButton>
            <LinkButton to={to('/open')}>{say('circle.join.open')}</LinkButton>
          </Row>
        </>
      ) : offer === null ? (
        <Form method="post" reloadDocument>
          <Stack>
            <TextField
              name="code"
              label={say('circle.join.code')}
              hint={say('circle.join.code.hint')}
              defaultValue={actionData?.typed ?? typed}
              size="short"
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              required
              {...error}
            />
            <Button kind="primary">{say('circle.join.next')}</Button>
          </Stack>
        </Form>
      ) : (
        <>
          <Ideas>
            <Idea picture="people">{say('circle.join.who', { name: offer.givenName, network: inWords(offer.name, language).text })}</Idea>
            <Idea picture="eye">{say('circle.join.reads', { what: sectionsInWords(offer.sections) })}</Idea>
            {offer.sections.includes('recovery_write') && <Idea picture="pen">{say('circle.join.writes', { name: offer.givenName })}</Idea>}
            <Idea picture="calendar">
              {say('circle.join.until', { day: intl.formatDate(`${offer.until}T12:00:00Z`, { dateStyle: 'long' }) })}
            </Idea>
            <Idea picture="lock">{say('circle.join.secret')}</Idea>
          </Ideas>
          <Form method="post">
            <input type="hidden" name="code" value={actionData?.code ?? ''} />
            <Button kind="primary" name="intent" value="join">
              {say('circle.join.act')}
            </Button>
          </Form>
        </>
      )}
    </Page>
  )
}
