import { data, redirect } from 'react-router'
import { uuidIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, LinkButton, Page, Row, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { readReferralForm } from '../../forms.server.ts'
import { changeReferral, draftReferral } from '../../partners/referrals.commands.server.ts'
import { listPartners, type Referral, readReferral } from '../../partners/referrals.queries.server.ts'
import { COMES, PARTNER_KINDS } from '../../vocabulary.ts'
import { followedHere } from '../team.server.ts'
import type { Route } from './+types/refer'

// Nothing is filled in from the file: what a partner is told is chosen word by word.
const EMPTY: Typed = { partner: '', kind: '', name: '', way: '', reach: '', wanted: '', from: '' }
const typedDraft = ({ organisation, partnerService, kind, told }: Referral): Typed => ({
  partner: partnerService === null ? (organisation ?? '') : `${organisation}/${partnerService}`,
  kind,
  name: told?.name ?? '',
  way: told?.reach === COMES ? COMES : 'reach',
  reach: told?.reach === COMES ? '' : (told?.reach ?? ''),
  wanted: told?.wanted ?? '',
  from: told?.from ?? '',
})
const draftIn = (url: string) => new URL(url).searchParams.get('draft')

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { file, name } = await followedHere(scope, actor, network, args.params.id)
    await recordRead(scope, network, 'paths.readPath', 'referral/new', { about: file })
    const draft = draftIn(args.request.url)
    const referral = draft === null ? null : await readReferral(scope, network, file, uuidIn(draft))
    return {
      name,
      kept: referral === null ? EMPTY : typedDraft(referral),
      partners: (await listPartners(scope, network)).map(({ id, name: label }) => ({ value: id, label })),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const done = await inRequest(args, async (scope, actor) => {
    const followed = await followedHere(scope, actor, network, args.params.id)
    const read = readReferralForm(typed, await listPartners(scope, network))
    if (!read.ok) return read
    const draft = draftIn(args.request.url)
    if (draft === null) return { referral: await draftReferral(scope, actor, followed, followed.service, read.input) }
    const referral = await readReferral(scope, network, followed.file, uuidIn(draft))
    found(referral.state === 'draft' ? true : undefined)
    await changeReferral(scope, followed, referral, read.input)
    return { referral: referral.id }
  })
  return 'referral' in done
    ? redirect(`/${lang}/paths/${network}/${args.params.id}/referrals/${done.referral}`)
    : data({ typed, faults: done.faults }, { status: 422 })
}

/** What a partner would be told: four fields, each empty until somebody chooses its words. */
export default function Refer({ loaderData: { name, kept, partners }, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: kept, faults: {} }
  const field = useField(state)
  const { label: wayLabel, defaultValue: way, ...wayField } = field('way', 'pathTeam.field.reachWay')
  const base = to(`/paths/${network}/${id}`)
  return (
    <Page title={say('pathTeam.refer')} purpose={say('pathTeam.refer.purpose')} back={{ to: base, label: name || say('pathTeam.unnamed') }}>
      <title>{`${say('pathTeam.refer')} · Maillage`}</title>
      {partners.length === 0 ? (
        <Empty title={say('pathTeam.noPartners')} what={say('pathTeam.noPartners.what')} />
      ) : (
        <Form method="post">
          <Stack>
            <Wrong
              faults={state.faults}
              labelOf={(each) => say((each === 'way' ? 'pathTeam.field.reachWay' : `pathTeam.field.${each}`) as MessageId)}
            />
            <SelectField {...field('partner', 'pathTeam.field.partner')} options={partners} empty={say('form.choose')} required />
            <SelectField
              {...field('kind', 'pathTeam.field.kind')}
              options={PARTNER_KINDS.map((value) => ({ value, label: say(`referral.kind.${value}`) }))}
              empty={say('form.choose')}
              required
            />
            <TextField {...field('name', 'pathTeam.field.name', 'pathTeam.hint.name')} maxLength={60} autoComplete="off" required />
            <CheckGroup
              {...wayField}
              kind="radio"
              legend={wayLabel}
              options={[
                { value: 'reach', label: say('pathTeam.way.reach') },
                { value: COMES, label: say('pathTeam.way.comes') },
              ]}
              defaultValues={way === '' ? [] : [way]}
              required
            />
            <TextField {...field('reach', 'pathTeam.field.reach', 'pathTeam.hint.reach')} maxLength={200} autoComplete="off" />
            <TextArea {...field('wanted', 'pathTeam.field.wanted', 'pathTeam.hint.wanted')} rows={2} maxLength={300} required />
            <TextField {...field('from', 'pathTeam.field.from', 'pathTeam.hint.from')} maxLength={100} autoComplete="off" required />
            <Row>
              <Button kind="primary">{say('pathTeam.refer.show')}</Button>
              <LinkButton kind="quiet" to={base}>
                {say('form.cancel')}
              </LinkButton>
            </Row>
          </Stack>
        </Form>
      )}
    </Page>
  )
}
