import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Page, Row, Stack, Tag, TextArea } from '#platform/ui/index.ts'
import { uuidIn } from '../ids.server.ts'
import { listEmergencies, reviewEmergency, reviewing } from '../requests/emergencies.server.ts'
import { DoneNotice, doneIn } from '../screen/done.tsx'
import { useMoments } from '../screen/moment.tsx'
import type { Route } from './+types/emergencies'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => ({
    emergencies: await listEmergencies(scope, actor, args.params.network),
    done: doneIn(new URL(args.request.url).searchParams),
  }))

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const id = uuidIn(String(form.get('id') ?? ''))
  const words = String(form.get('review') ?? '').slice(0, 2000)
  const isKept = await inRequest(args, async (scope, actor) => {
    reviewing(actor, network)
    // Whoever says that it was not right says why: the team reads it.
    if (form.get('right') !== 'yes' && words.trim() === '') return false
    await reviewEmergency(scope, actor, network, id, form.get('right') === 'yes', words)
    return true
  })
  if (!isKept) return data({ id }, { status: 422 })
  return redirect(`/${lang}/care/${network}/emergencies?done=saved`)
}

export default function Emergencies({ loaderData: { emergencies, done }, actionData, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { at } = useMoments()
  return (
    <Page
      title={say('care.emergencies.title')}
      purpose={say('care.emergencies.purpose')}
      back={{ to: to(`/care/${network}`), label: say('care.network.title') }}
    >
      <title>{`${say('care.emergencies.title')} · Maillage`}</title>
      <DoneNotice done={done} />
      {emergencies.length === 0 && <Empty title={say('care.emergencies.none')} what={say('care.emergencies.none.what')} />}
      <ul className="care-list">
        {emergencies.map((one) => (
          <li key={one.id} className="care-contact">
            <Stack gap="small">
              <div className="care-contact-head">{say('care.emergencies.by', { at: at(one.at), team: one.team, name: one.by ?? '' })}</div>
              <p className="kept-lines">{one.reason}</p>
              {one.reviewedAt !== null && (
                <Row>
                  <span>
                    {[say('care.emergencies.reviewed', { at: at(one.reviewedAt) }), one.reviewer ?? '']
                      .filter((part) => part !== '')
                      .join(', ')}
                  </span>
                  <Tag tone={one.wasRight ? 'plain' : 'attention'}>
                    {say(one.wasRight ? 'care.emergencies.right' : 'care.emergencies.wrong')}
                  </Tag>
                </Row>
              )}
              {one.review !== null && <p className="kept-lines">{one.review}</p>}
              {one.reviewedAt === null && one.isOwn && <p>{say('care.emergencies.own')}</p>}
              {one.reviewedAt === null && !one.isOwn && (
                <Form method="post">
                  <Stack gap="small">
                    <input type="hidden" name="id" value={one.id} />
                    <TextArea
                      id={`review-${one.id}`}
                      name="review"
                      label={say('care.field.review')}
                      hint={say('care.hint.review')}
                      rows={2}
                      {...(actionData?.id === one.id ? { error: say('care.fault.review') } : {})}
                    />
                    <Row>
                      <Button name="right" value="yes">
                        {say('care.emergencies.right')}
                      </Button>
                      <Button name="right" value="no" kind="quiet">
                        {say('care.emergencies.wrong')}
                      </Button>
                    </Row>
                  </Stack>
                </Form>
              )}
            </Stack>
          </li>
        ))}
      </ul>
    </Page>
  )
}
