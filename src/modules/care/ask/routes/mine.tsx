import { data } from 'react-router'
import { z } from 'zod'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { Empty, LinkButton, Notice, Page, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { withdrawMine } from '../ask.commands.server.ts'
import { listMine } from '../ask.queries.server.ts'
import { EmergencyNumbers } from '../screen/emergency.tsx'
import { canWithdraw, RequestState } from '../screen/state.tsx'
import { TakeBack } from '../screen/take-back.tsx'
import type { Route } from './+types/mine'

export const loader = (args: Route.LoaderArgs) => inSpace(args, listMine)

const Which = z.object({ network: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/), id: z.uuid() })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const which = Which.safeParse({ network: form.get('network'), id: form.get('id') })
  if (!which.success) throw failed(new Problem('not_found'))
  const { network, id } = which.data
  const isDone = await inSpace(args, async (scope) => {
    const mine = (await listMine(scope)).some((each) => each.networkId === network && each.id === id)
    if (!mine) throw new Problem('not_found')
    return form.get('intent') === 'withdraw' && (await withdrawMine(scope, network, id))
  })
  return data({ isWithdrawn: isDone, asked: form.get('intent') === 'ask' ? id : null })
}

/** The requests that somebody made for themselves, with their account: no code is needed. */
export default function Mine({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <div className="ask">
      <Page title={say('ask.mine.title')} purpose={say('ask.mine.purpose')}>
        <title>{`${say('ask.mine.title')} · Maillage`}</title>
        <Stack>
          <EmergencyNumbers country={loaderData[0]?.country ?? null} />
          {actionData?.isWithdrawn && <Notice kind="saved">{say('ask.withdrawn')}</Notice>}
          {loaderData.length === 0 && (
            <Empty
              title={say('ask.mine.none')}
              what={say('ask.mine.none.what')}
              start={<LinkButton to={to('/ask')}>{say('ask.title')}</LinkButton>}
            />
          )}
          {loaderData.map((request) => {
            const name = inWords(request.network, language)
            return (
              <Section key={request.id} title={<span lang={name.lang}>{name.text}</span>}>
                <Stack>
                  <RequestState request={request} />
                  {canWithdraw(request) && (
                    <TakeBack asks={actionData?.asked === request.id} hidden={{ network: request.networkId, id: request.id }} />
                  )}
                </Stack>
              </Section>
            )
          })}
          <p>
            <TextLink to={to('/ask/follow')}>{say('ask.haveCode')}</TextLink>
          </p>
        </Stack>
      </Page>
    </div>
  )
}
