import { data, redirect } from 'react-router'
import { qrOf, siteOfRequest } from '#modules/identity/index.server.ts'
import { uuidIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Faults, type Typed, typedOf, versionIn } from '#platform/forms/typed.ts'
import { intlOf, sayWith, useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { dayIn } from '#platform/today.ts'
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
    const { linkDays } = await readSettings(scope, network)
    return { name, referral, hasMail: await hasMail(scope, network, referral), linkDays, until: dayIn(linkDays) }
  })

type Sent = { code: string; isMailed: boolean; address: string; qr: { size: number; path: string } }
type Answer = { typed: Typed; faults: Faults; sent: Sent | null }

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
    // In the hand of the partner: an address to type, or a picture for their telephone. Either opens a form, and only the form the words.
    const address = `${siteOfRequest(args).origin}/${lang}/partner`
    const shown = { address: address.replace(/^https?:\/\//, ''), qr: qrOf(`${address}/${code.replaceAll('-', '')}`) }
    return { typed: {}, faults: {}, sent: { code, isMailed: read.input.mail !== null, ...shown } }
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
        // What is printed for the partner is the way in, not the words.
        <div {...(actionData?.sent == null ? {} : { className: 'path-screen' })}>
          <ReferralList referrals={[referral]} />
        </div>
      )}
    </Page>
  )
}

const Left = ({ code, isMailed, address, qr }: Sent) => {
  const { say } = useLanguage()
  return (
    <Notice kind="saved" title={say('pathTeam.sent')}>
      {isMailed ? (
        <p>{say('pathTeam.sent.mail')}</p>
      ) : (
        <>
          <p>{say('pathTeam.sent.code')}</p>
          <p className="path-code">{code}</p>
          <p>
            {say('pathTeam.sent.where')} <strong>{address}</strong>
          </p>
          <svg className="path-qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={say('pathTeam.sent.picture')}>
            <path d={qr.path} />
          </svg>
          <p>{say('pathTeam.sent.print')}</p>
        </>
      )}
    </Notice>
  )
}

type ConsentProps = {
  hasMail: boolean
  linkDays: number
  until: string
  partner: string
  version: number
  state: { typed: Typed; faults: Faults }
}
const MAILS = ['fr', 'nl', 'en'] as const
const Consent = ({ hasMail: isMailed, linkDays, until, partner, version, state }: ConsentProps) => {
  const { say } = useLanguage()
  // As long as a link lives here, unless the person says otherwise; and by hand where there is no other way.
  const filled: Typed = { until, ...(isMailed ? {} : { mail: 'hand' }), ...state.typed }
  const field = useField({ ...state, typed: filled })
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
