import { redirect } from 'react-router'
import { z } from 'zod'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, Notice, Page, Section, Stack } from '#platform/ui/index.ts'
import { ASKED } from '../asked.ts'
import { requireFresh } from '../request.server.ts'
import { readRules, setRules } from '../rules.server.ts'
import type { Route } from './+types/required'

const Wish = z.object({ network: z.string().min(1).max(100), required: z.array(z.enum(ASKED)) })

export const loader = async (args: Route.LoaderArgs) => {
  await requireFresh(args)
  return inRequest(args, async (scope) => ({ rules: await readRules(scope), isSaved: new URL(args.request.url).searchParams.has('saved') }))
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const form = await args.request.formData()
  const wish = Wish.safeParse({ network: form.get('network'), required: form.getAll('required') })
  if (!wish.success) throw failed(new Problem('invalid'))
  await inRequest(args, (scope, actor) => setRules(scope, actor, wish.data.network, wish.data.required))
  return redirect(`/${args.params.lang}/account/security/required?saved`)
}

export default function Required({ loaderData }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page
      title={say('factors.rules.title')}
      purpose={say('factors.rules.purpose')}
      back={{ to: to('/account/security'), label: say('factors.security.title') }}
    >
      <title>{`${say('factors.rules.title')} · Maillage`}</title>
      {loaderData.isSaved && <Notice kind="saved">{say('form.saved')}</Notice>}
      {loaderData.rules.length > 0 && <p>{say('factors.rules.warning')}</p>}
      {loaderData.rules.length === 0 && <Empty title={say('factors.rules.none')} what={say('factors.rules.whose')} />}
      {loaderData.rules.map(({ network, name, required, isDemonstration }) => {
        const words = inWords(name, language)
        return (
          <Section key={network} title={<span lang={words.lang}>{words.text}</span>}>
            {isDemonstration && <Notice kind="info">{say('factors.rules.demonstration')}</Notice>}
            <Form method="post">
              <Stack gap="small">
                <input type="hidden" name="network" value={network} />
                <CheckGroup
                  name="required"
                  id={`field-required-${network}`}
                  legend={say('factors.rules.legend')}
                  options={ASKED.map((role) => ({ value: role, label: say(`role.${role}`) }))}
                  defaultValues={required}
                />
                <Button kind="primary">{say('form.save')}</Button>
              </Stack>
            </Form>
          </Section>
        )
      })}
    </Page>
  )
}
