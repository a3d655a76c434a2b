import { data, redirect } from 'react-router'
import { z } from 'zod'
import { inSpace, qrOf, siteOfRequest } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import {
  Button,
  CheckField,
  CheckGroup,
  Empty,
  ErrorSummary,
  Fold,
  Form,
  Notice,
  Page,
  Section,
  SelectField,
  Stack,
  TextField,
  useSaved,
} from '#platform/ui/index.ts'
import { grant, invite, withdrawInvite } from '../circle/circle.commands.server.ts'
import { listCircle, openInvites } from '../circle/circle.queries.server.ts'
import { rulesOf } from '../rules.server.ts'
import { InviteCard } from '../screen/invite-card.tsx'
import { useSectionsInWords } from '../screen/sections.ts'
import { TwoTaps } from '../screen/two-taps.tsx'
import { ownFile, uuidIn } from '../space/files.server.ts'
import { RELATIONS, SHAREABLE, SHARED_MONTHS } from '../vocabulary.ts'
import '../screen/plans.css'
import type { Route } from './+types/circle'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    await ownFile(scope, args.params.network)
    const { network } = args.params
    return { members: await listCircle(scope, network), invites: await openInvites(scope, network), ...(await rulesOf(scope, network)) }
  })

const Wish = z.object({
  label: z.string().max(100).catch(''),
  relation: z.enum(RELATIONS).catch('other'),
  sections: z
    .array(z.enum([...SHAREABLE, 'recovery_write']))
    // Nobody writes in what they may not read.
    .transform((all) => (all.includes('recovery_write') && !all.includes('recovery_plan') ? [...all, 'recovery_plan' as const] : all)),
  months: z.coerce
    .number()
    .refine((n) => SHARED_MONTHS.some((each) => each === n))
    .catch(6),
  email: z.union([z.literal(''), z.email().max(254)]),
})

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  await inSpace(args, (scope) => ownFile(scope, network))
  const intent = String(form.get('intent') ?? '')
  const wish = Wish.safeParse({
    label: form.get('label') ?? '',
    relation: form.get('relation'),
    sections: form.getAll('sections'),
    months: form.get('months'),
    email: String(form.get('email') ?? '').trim(),
  })
  if (intent === 'invite') {
    const lacks = { email: !wish.success, sections: form.getAll('sections').length === 0 }
    if (!wish.success || lacks.sections) return data({ card: null, lacks, typed: typedIn(form) }, { status: 422 })
    const { email, ...rest } = wish.data
    const locale = localeOf(lang) ?? 'fr'
    const made = await inSpace(args, (scope, actor) =>
      invite(scope, actor, network, { ...rest, email: email === '' ? null : email }, locale),
    )
    const address = `${siteOfRequest(args).origin}/${lang}/circle/join`
    return data({
      card: {
        code: made.code,
        address: address.replace(/^https?:\/\//, ''),
        until: made.until,
        qr: qrOf(`${address}/${made.code.replaceAll('-', '')}`),
        isSent: email !== '',
      },
      lacks: null,
      typed: null,
    })
  }
  await inSpace(args, async (scope, actor) => {
    if (intent === 'withdrawInvite') return withdrawInvite(scope, network, uuidIn(String(form.get('id') ?? '')))
    if (intent !== 'grant' && intent !== 'end') throw new Problem('invalid')
    const account = uuidIn(String(form.get('account') ?? ''))
    const sections = intent === 'end' || !wish.success ? [] : wish.data.sections
    return grant(scope, actor, network, { account }, { sections, months: wish.success ? wish.data.months : 6 })
  })
  return redirect(`/${lang}/my/${network}/circle?saved=${intent}`)
}

// All that was typed, so that a slip in an address costs nobody their choices.
const typedIn = (form: FormData) => {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 254)
  return {
    label: text('label'),
    relation: text('relation'),
    months: text('months'),
    email: text('email'),
    sections: form.getAll('sections').map(String),
  }
}

const SAVED = ['grant', 'end', 'withdrawInvite'] as const

/** Who is in my circle and what each may read; who I would like to come in. */
export default function Circle({ loaderData: { members, invites, grantMonths }, actionData, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  const day = (on: string | Date) => intl.formatDate(typeof on === 'string' ? `${on}T12:00:00Z` : on, { dateStyle: 'long' })
  const sections = SHAREABLE.map((value) => ({ value, label: say(`space.section.${value}`) }))
  const inWords = useSectionsInWords()
  const { typed, lacks } = actionData ?? { typed: null, lacks: null }
  const months = SHARED_MONTHS.filter((n) => n <= grantMonths).map((n) => ({
    value: String(n),
    label: say('circle.months.n', { months: n }),
  }))
  return (
    <Page title={say('circle.title')} purpose={say('circle.purpose')} back={{ to: to(`/my/${params.network}`), label: say('space.title') }}>
      <title>{`${say('circle.title')} · Maillage`}</title>
      {told !== undefined && <Notice kind="saved">{say(`circle.saved.${told}`)}</Notice>}
      {actionData?.card != null && <InviteCard {...actionData.card} />}
      <div className="screen-only">
        <Stack gap="large">
          <Section title={say('circle.members')}>
            {members.length === 0 && <Empty title={say('circle.none')} what={say('circle.none.what')} />}
            <ul className="plan-list">
              {members.map(({ account, name, relation, consent }) => (
                <li key={account}>
                  <strong>{name}</strong>
                  {relation !== null && <p>{say(`circle.relation.${relation}`)}</p>}
                  <p>
                    {consent === null
                      ? say('circle.reads.nothing')
                      : say('circle.reads', { what: inWords(consent.sections), day: day(consent.until) })}
                  </p>
                  {consent?.sections.includes('recovery_write') && <p>{say('circle.writes')}</p>}
                  <Fold title={say('circle.change')}>
                    <Form method="post">
                      <Stack gap="small">
                        <input type="hidden" name="account" value={account} />
                        <CheckGroup
                          name="sections"
                          id={`sections-${account}`}
                          legend={say('circle.what')}
                          options={sections}
                          defaultValues={consent?.sections ?? []}
                        />
                        <CheckField
                          name="sections"
                          id={`writes-${account}`}
                          value="recovery_write"
                          label={say('circle.write')}
                          hint={say('circle.write.hint')}
                          defaultChecked={consent?.sections.includes('recovery_write') === true}
                        />
                        <SelectField
                          name="months"
                          id={`months-${account}`}
                          label={say('circle.months')}
                          options={months}
                          defaultValue={String(Math.min(6, grantMonths))}
                        />
                        <Button name="intent" value="grant">
                          {say('circle.change.act')}
                        </Button>
                      </Stack>
                    </Form>
                  </Fold>
                  {consent !== null && (
                    <TwoTaps
                      title={say('circle.end')}
                      what={say('circle.end.what', { name })}
                      act={say('circle.end.act')}
                      fields={{ intent: 'end', account }}
                    />
                  )}
                </li>
              ))}
            </ul>
          </Section>
          <Section title={say('circle.invite')} id="invite">
            <p>{say('circle.invite.what')}</p>
            <ErrorSummary
              title={say('form.wrong')}
              errors={{
                ...(lacks?.sections ? { sections: say('circle.lacks.sections') } : {}),
                ...(lacks?.email ? { email: say('circle.lacks.email') } : {}),
              }}
            />
            <Form method="post" reloadDocument>
              <Stack>
                <TextField
                  name="label"
                  label={say('circle.invite.who')}
                  hint={say('circle.invite.who.hint')}
                  defaultValue={typed?.label ?? ''}
                  maxLength={100}
                  autoComplete="off"
                />
                <SelectField
                  name="relation"
                  label={say('circle.invite.relation')}
                  options={RELATIONS.map((value) => ({ value, label: say(`circle.relation.${value}`) }))}
                  defaultValue={typed?.relation ?? 'relative'}
                />
                <CheckGroup
                  name="sections"
                  legend={say('circle.what')}
                  required
                  options={sections}
                  defaultValues={typed?.sections ?? ['crisis_plan']}
                  {...(lacks?.sections ? { error: say('circle.lacks.sections') } : {})}
                />
                <CheckField
                  name="sections"
                  id="writes"
                  value="recovery_write"
                  label={say('circle.write')}
                  hint={say('circle.write.hint')}
                  defaultChecked={typed?.sections.includes('recovery_write') === true}
                />
                <SelectField
                  name="months"
                  label={say('circle.months')}
                  options={months}
                  defaultValue={typed?.months ?? String(Math.min(6, grantMonths))}
                />
                <TextField
                  name="email"
                  type="email"
                  label={say('circle.invite.email')}
                  hint={say('circle.invite.email.hint')}
                  defaultValue={typed?.email ?? ''}
                  autoComplete="off"
                  {...(lacks?.email ? { error: say('circle.lacks.email') } : {})}
                />
                <Button kind="primary" name="intent" value="invite">
                  {say('circle.invite.act')}
                </Button>
              </Stack>
            </Form>
          </Section>
          {invites.length > 0 && (
            <Section title={say('circle.open')}>
              <ul className="plan-list">
                {invites.map(({ id, label, relation, expiresAt }) => (
                  <li key={id}>
                    <strong>{label === '' ? say(`circle.relation.${relation}`) : label}</strong>
                    <p>{say('circle.open.until', { day: day(expiresAt) })}</p>
                    <Form method="post">
                      <input type="hidden" name="id" value={id} />
                      <Button kind="quiet" name="intent" value="withdrawInvite">
                        {say('circle.open.withdraw')}
                      </Button>
                    </Form>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </Stack>
      </div>
    </Page>
  )
}
