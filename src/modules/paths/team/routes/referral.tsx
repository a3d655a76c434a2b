import { data, redirect } from 'react-router'
import { uuidIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Faults, type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { intlOf, sayWith, useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import {
  Button,
  CheckField,
  CheckGroup,
  DateField,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Stack,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { readSendingForm } from '../../forms.server.ts'
import { dropReferral, sendReferral, withdrawReferral } from '../../partners/referrals.commands.server.ts'
import { addressOf, type Referral, readReferral } from '../../partners/referrals.queries.server.ts'
import { ReferralList } from '../../screen/referral-list.tsx'
import { ToldList } from '../../screen/told-list.tsx'
import { readSettings } from '../../settings.queries.server.ts'
import { followedHere } from '../team.server.ts'
import type { Route } from './+types/referral'

type Scope = Parameters<typeof readReferral>[0]
const hasMail = async (scope: Scope, network: string, { organisation, partnerService }: Referral) =>
  organisation !== null && (await addressOf(scope, network, organisation, partnerService)) !== null

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { file, name } = await followedHere(scope, actor, network, args.params.id)
    const referral = await readReferral(scope, network, file, uuidIn(args.params.referral))
    await recordRead(scope, network, 'paths.readPath', `referral/${referral.id}`, { about: file })
    return { name, referral, hasMail: await hasMail(scope, network, referral), linkDays: (await readSettings(scope, network)).linkDays }
  })

type Answer = { typed: Typed; faults: Faults; sent: { code: string; isMailed: boolean } | null }

export const action = async (args: Route.ActionArgs) => {
  const { lang = 'fr', network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inRequest(args, async (scope, actor) => {
    const followed = await followedHere(scope, actor, network, id)
    const referral = await readReferral(scope, network, followed.file, uuidIn(args.params.referral))
    if (typed.intent === 'withdraw') {
      await withdrawReferral(scope, actor, followed, referral.id)
      return 'withdrawn' as const
    }
    if (typed.intent === 'drop') {
      await dropReferral(scope, followed, referral)
      return 'dropped' as const
    }
    const read = readSendingForm(typed, await hasMail(scope, network, referral))
    if (!read.ok) return { typed, faults: read.faults, sent: null }
    const say = sayWith(intlOf(localeOf(lang) ?? 'fr'))
    const code = await sendReferral(scope, actor, followed, referral.id, versionIn(typed), {
      ...read.input,
      purpose: say(`referral.kind.${referral.kind}`),
    })
    return { typed: {}, faults: {}, sent: { code, isMailed: read.input.mail !== null } }
  })
  if (typeof did === 'string') return redirect(`/${lang}/paths/${network}/${id}?saved=${did}`)
  return data<Answer>(did, { status: did.sent === null ? 422 : 200 })
}

/** Exactly what a partner will read, the consent that lets it leave, and the code, once. */
export default function ReferralPage({
  loaderData: { name, referral, ...rest },
  actionData,
  params: { network, id },
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const base = to(`/paths/${network}/${id}`)
  const partner = referral.partner ?? ''
  return (
    <Page
      title={[partner, say(`referral.kind.${referral.kind}`)].filter((part) => part !== '').join(', ')}
      purpose={say('pathTeam.referral.purpose')}
      back={{ to: `${base}#partners`, label: name || say('pathTeam.unnamed') }}
    >
      <title>{`${say('pathTeam.referral.purpose')} · Maillage`}</title>
      {saved === 'withdrawn' && <Notice kind="saved">{say('pathTeam.saved.withdrawn')}</Notice>}
      {actionData?.sent != null && <Left {...actionData.sent} />}
      {referral.state === 'draft' && referral.told !== null ? (
        <>
          <Section title={say('pathTeam.preview', { partner })}>
            <p>{say('pathTeam.preview.what')}</p>
            <ToldList told={referral.told} />
            <Form method="post">
              <input type="hidden" name="intent" value="drop" />
              <Row>
                <LinkButton to={`${base}/refer?draft=${referral.id}`}>{say('pathTeam.preview.change')}</LinkButton>
                <Button kind="quiet">{say('pathTeam.preview.drop')}</Button>
              </Row>
            </Form>
          </Section>
          <Consent {...rest} partner={partner} version={referral.version} state={actionData ?? { typed: {}, faults: {} }} />
        </>
      ) : (
        <ReferralList referrals={[referral]} />
      )}
    </Page>
  )
}

const Left = ({ code, isMailed }: { code: string; isMailed: boolean }) => {
  const { say, to } = useLanguage()
  return (
    <Notice kind="saved" title={say('pathTeam.sent')}>
      {isMailed ? (
        <p>{say('pathTeam.sent.mail')}</p>
      ) : (
        <>
          <p>{say('pathTeam.sent.code')}</p>
          <p className="path-code">{code}</p>
          <p>
            <TextLink to={to('/partner')}>{say('pathTeam.sent.where')}</TextLink>
          </p>
        </>
      )}
    </Notice>
  )
}

type ConsentProps = { hasMail: boolean; linkDays: number; partner: string; version: number; state: { typed: Typed; faults: Faults } }
const MAILS = ['fr', 'nl', 'en'] as const
const Consent = ({ hasMail: isMailed, linkDays, partner, version, state }: ConsentProps) => {
  const { say } = useLanguage()
  const field = useField(state)
  const { label: how, defaultValue: chosenHow, ...howField } = field('how', 'pathTeam.field.how')
  const { label: mail, defaultValue: chosenMail, ...mailField } = field('mail', 'pathTeam.field.mail')
  const { label: _, defaultValue: isRead, ...readField } = field('read', 'pathTeam.consent')
  const labelOf = (name: string) => (name === 'read' ? say('pathTeam.consent') : say(`pathTeam.field.${name}` as MessageId))
  return (
    <Section title={say('pathTeam.consent')}>
      <Form method="post">
        <input type="hidden" name="intent" value="send" />
        <input type="hidden" name="version" value={version} />
        <Stack>
          <Wrong faults={state.faults} labelOf={labelOf} />
          <CheckField {...readField} label={say('pathTeam.field.read', { partner })} defaultChecked={isRead === 'on'} required />
          <CheckGroup
            {...howField}
            kind="radio"
            legend={how}
            options={(['spoken', 'written', 'together'] as const).map((value) => ({ value, label: say(`pathTeam.how.${value}`) }))}
            defaultValues={chosenHow === '' ? [] : [chosenHow]}
            required
          />
          <DateField {...field('until', 'pathTeam.field.until')} hint={say('pathTeam.hint.until', { days: linkDays })} required />
          <CheckGroup
            {...mailField}
            kind="radio"
            legend={mail}
            {...(isMailed ? {} : { hint: say('pathTeam.mail.none') })}
            options={(isMailed ? (['hand', ...MAILS] as const) : (['hand'] as const)).map((value) => ({
              value,
              label: say(`pathTeam.mail.${value}`),
            }))}
            defaultValues={chosenMail === '' ? [] : [chosenMail]}
            required
          />
          <Row>
            <Button kind="primary">{say('pathTeam.consent.send')}</Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}
