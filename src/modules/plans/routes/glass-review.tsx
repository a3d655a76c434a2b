import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, Notice, Page, Stack, TextArea, useSaved } from '#platform/ui/index.ts'
import { listGlass, reviewGlass } from '../glass/glass.server.ts'
import { mayReview } from '../policy.ts'
import { rulesOf } from '../rules.server.ts'
import '../screen/plans.css'
import { uuidIn } from '../space/files.server.ts'
import type { Route } from './+types/glass-review'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayReview(actor, args.params.network)) throw new Problem('not_found')
    const { reviewDays } = await rulesOf(scope, args.params.network)
    const all = await listGlass(scope, actor, args.params.network)
    // The last moment of each, so that what is late says so.
    const due = (at: Date) => new Date(at.getTime() + reviewDays * 86_400_000)
    return {
      reviewDays,
      all: all.map((each) => ({ ...each, due: due(each.at), isLate: each.reviewedAt === null && due(each.at) < new Date() })),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const right = form.get('right')
  const [id, words] = [String(form.get('id') ?? ''), String(form.get('words') ?? '')]
  const lacks = await inRequest(args, async (scope, actor) => {
    if (!mayReview(actor, network)) throw new Problem(actor.personId === '' ? 'signed_out' : 'not_found')
    if (right !== 'yes' && right !== 'no') return id
    await reviewGlass(scope, actor, network, {
      id: uuidIn(id),
      wasRight: right === 'yes',
      words: words.replaceAll('\0', '').trim().slice(0, 1000),
    })
    return null
  })
  if (lacks !== null) return data({ lacks, words: words.slice(0, 1000) }, { status: 422 })
  return redirect(`/${lang}/admin/glass/${network}?saved`)
}

/** Every broken glass is looked at by somebody else, within the days of the network. */
export default function GlassReview({ loaderData: { all, reviewDays }, actionData }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const moment = (at: Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  const late = all.filter(({ isLate }) => isLate).length
  return (
    <Page
      title={say('glass.review.title')}
      purpose={say('glass.review.purpose', { days: reviewDays })}
      back={{ to: to('/admin'), label: say('nav.admin') }}
    >
      <title>{`${say('glass.review.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('glass.review.saved')}</Notice>}
      {actionData !== undefined && <Notice kind="danger">{say('glass.review.lacks')}</Notice>}
      {late > 0 && <Notice kind="attention">{say('glass.review.late', { n: late })}</Notice>}
      {all.length === 0 && <Empty title={say('glass.review.none')} what={say('glass.review.none.what')} />}
      <ul className="plan-list">
        {all.map(({ id, at, by, team, reason, reviewedAt, reviewer, wasRight, review, isMine, due, isLate }) => (
          <li key={id}>
            <strong>{[by, team ?? '', moment(at)].filter((each) => each !== '').join(' · ')}</strong>
            <p className="plan-text">{say('glass.review.reason', { reason })}</p>
            {reviewedAt === null && <p>{say(isLate ? 'glass.review.overdue' : 'glass.review.due', { day: moment(due) })}</p>}
            {reviewedAt !== null ? (
              <>
                <p>
                  {say(wasRight === true ? 'glass.review.wasRight' : 'glass.review.wasNot', {
                    name: reviewer ?? '',
                    moment: moment(reviewedAt),
                  })}
                </p>
                {review !== '' && <p className="plan-text">{review}</p>}
              </>
            ) : isMine ? (
              <p>{say('glass.review.mine')}</p>
            ) : (
              <Form method="post">
                <Stack gap="small">
                  <input type="hidden" name="id" value={id} />
                  <CheckGroup
                    name="right"
                    id={`right-${id}`}
                    kind="radio"
                    legend={say('glass.review.right')}
                    options={[
                      { value: 'yes', label: say('glass.review.yes') },
                      { value: 'no', label: say('glass.review.no') },
                    ]}
                    defaultValues={[]}
                    {...(actionData?.lacks === id ? { error: say('glass.review.lacks') } : {})}
                  />
                  <TextArea
                    name="words"
                    id={`words-${id}`}
                    label={say('glass.review.words')}
                    defaultValue={actionData?.lacks === id ? actionData.words : ''}
                    rows={2}
                    maxLength={1000}
                  />
                  <Button>{say('glass.review.act')}</Button>
                </Stack>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
