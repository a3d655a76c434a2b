import { data, redirect } from 'react-router'
import { backupSettings } from '#platform/backup/settings.server.ts'
import { asActor } from '#platform/db.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import {
  Button,
  CheckField,
  ErrorSummary,
  Form,
  Idea,
  Ideas,
  Lines,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Stack,
} from '#platform/ui/index.ts'
import type { Words } from '#platform/words.ts'
import { isShared } from '../../access/shared.ts'
import type { Standing } from '../../factors/policy.ts'
import { inAccount, requireFresh, told } from '../../factors/request.server.ts'
import { asHolder } from '../../factors/second.server.ts'
import { cookieOf } from '../../session.server.ts'
import { closeAccount, networksThatNeedMe, plannedProof } from '../close.commands.server.ts'
import { proofInWords } from '../proof-words.server.ts'
import { KeptTable } from '../screen/kept-table.tsx'
import type { Route } from './+types/close'

const NO_REFERENCE = '000000000000'
const backupMonths = () => backupSettings(process.env)?.keep.months ?? null
// The accounts of the demonstration are everybody's.
const isEverybodys = (args: Route.LoaderArgs | Route.ActionArgs, standing: Standing) =>
  args.context.get(serverContext).isDemonstration && isShared(standing)

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await requireFresh(args)
  return inAccount(args, async (scope) => {
    const proof = await plannedProof(scope, NO_REFERENCE, new Date(), backupMonths())
    const { kept } = proofInWords({ proof, text: '', hash: '', holds: true }, localeOf(args.params.lang) ?? 'fr')
    return { kept, needed: await networksThatNeedMe(scope), isShared: isEverybodys(args, standing) }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const holder = await requireFresh(args)
  const { db, isSecure } = args.context.get(serverContext)
  if (isEverybodys(args, holder.standing)) return data({ why: 'needed' as const }, { status: 409 })
  if ((await args.request.formData()).get('sure') === null) return data({ why: 'unsure' as const }, { status: 422 })
  try {
    const { reference } = await asActor(db, asHolder(holder.standing), (scope) => closeAccount(scope, holder, backupMonths()))
    const headers = new Headers({ 'clear-site-data': '"cache"', 'X-Remix-Reload-Document': 'true' })
    headers.append('set-cookie', cookieOf('', isSecure, 0))
    return redirect(`/${args.params.lang}/proof?reference=${reference}&closed`, { headers })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return data({ why: 'needed' as const }, { status: 409 })
    return told(() => Promise.reject(error))
  }
}

export default function Close({ loaderData: { kept, needed, isShared }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const error = actionData?.why === 'unsure' ? say('closing.unsure') : undefined
  const mustStay = needed.length > 0 || isShared
  return (
    <Page title={say('closing.title')} purpose={say('closing.purpose')} back={{ to: to('/account'), label: say('sessions.back') }}>
      <title>{`${say('closing.title')} · Maillage`}</title>
      {error !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ sure: error }} />}
      <Section title={say('closing.first')}>
        <Stack gap="small">
          <p>{say('closing.first.what')}</p>
          <Row>
            <LinkButton to={to('/account/data.pdf')} reload>
              {say('data.pdf')}
            </LinkButton>
            <LinkButton to={to('/account/data.json')} reload>
              {say('data.json')}
            </LinkButton>
          </Row>
        </Stack>
      </Section>
      <Section title={say('closing.what.title')}>
        <Ideas>
          <Idea picture="stop">{say('closing.what.erased')}</Idea>
          <Idea picture="lock">{say('closing.what.signIn')}</Idea>
          <Idea picture="document">{say('closing.what.proof')}</Idea>
        </Ideas>
      </Section>
      <Section title={say('closing.kept')}>
        <p>
          <Lines>{say('closing.kept.what')}</Lines>
        </p>
        <KeptTable kept={kept} />
      </Section>
      <Section title={say('closing.now')}>
        {isShared && <Notice kind="info">{say('closing.shared')}</Notice>}
        {needed.length > 0 && <Needed names={needed} />}
        {!mustStay && (
          <Form method="post" reloadDocument>
            <Stack>
              <CheckField name="sure" label={say('closing.sure')} required {...(error === undefined ? {} : { error })} />
              <Row>
                <Button kind="danger">{say('closing.act')}</Button>
                <LinkButton to={to('/account')}>{say('closing.stay')}</LinkButton>
              </Row>
            </Stack>
          </Form>
        )}
      </Section>
    </Page>
  )
}

/** The networks that would have no administrator without this one. */
const Needed = ({ names }: { names: readonly Words[] }) => {
  const { say, language } = useLanguage()
  return (
    <Notice kind="attention" title={say('closing.needed')}>
      <p>{say('closing.needed.what')}</p>
      <ul>
        {names.map((name) => {
          const words = inWords(name, language)
          return (
            <li key={words.text} lang={words.lang}>
              {words.text}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
