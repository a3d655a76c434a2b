import { data, redirect } from 'react-router'
import { listAttachments } from '#modules/field/index.server.ts'
import { inWorkOrSpace } from '#modules/identity/index.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { today } from '#platform/today.ts'
import {
  Button,
  DescriptionList,
  Empty,
  Fold,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Stack,
  TextArea,
  TextLink,
} from '#platform/ui/index.ts'
import { uuidIn } from '../ids.server.ts'
import { changeFile } from '../people/changing.server.ts'
import {
  listAlike,
  listCardsToLink,
  listConsents,
  listContacts,
  listEpisodes,
  listThirdPartyNotes,
  readPerson,
} from '../people/people.queries.server.ts'
import { listReadWith } from '../people/read-with.queries.server.ts'
import { emptiedOn } from '../people/retention.server.ts'
import { listRequestsOf } from '../requests/of-person.queries.server.ts'
import { ConsentList } from '../screen/consent-list.tsx'
import { ContactList } from '../screen/contact-list.tsx'
import { DoneNotice, doneIn } from '../screen/done.tsx'
import { EpisodeList } from '../screen/episode-list.tsx'
import { useMoments } from '../screen/moment.tsx'
import { OtherFiles } from '../screen/other-files.tsx'
import { OwnSpace } from '../screen/own-space.tsx'
import { PersonRequests, SafetyNotice, useWaysToReach } from '../screen/person-requests.tsx'
import { nameOfLanguage } from '../screen/spoken.ts'
import { listWorkers } from '../teams/teams.queries.server.ts'
import type { Route } from './+types/person'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inWorkOrSpace(args, async (scope) => {
    const { network } = args.params
    const id = uuidIn(args.params.id)
    const search = new URL(args.request.url).searchParams
    const asked = search.get('contacts') ?? ''
    const page = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 1
    const person = await readPerson(scope, network, id)
    const workers = await listWorkers(scope, network)
    const names = Object.fromEntries(workers.map(({ personId, name }) => [personId, name]))
    const episodes = await listEpisodes(scope, network, id)
    const mine = episodes.find(({ isMine, leftOn }) => isMine && leftOn === null)
    return {
      person,
      episodes,
      requests: await listRequestsOf(scope, network, id),
      mine: mine?.serviceId ?? null,
      // First days and families are the work of functions 1 and 2.
      isEarly: ['1', '2A', '2B'].includes(mine?.careFunction ?? ''),
      contacts: await listContacts(scope, network, id, { page }),
      page,
      house:
        episodes.find(({ isMine, leftOn, careFunction }) => isMine && leftOn === null && (careFunction === '4' || careFunction === '5'))
          ?.serviceId ?? null,
      files: await listAttachments(scope, network, id),
      consents: await listConsents(scope, network, id),
      third: await listThirdPartyNotes(scope, network, id),
      alike: (await listAlike(scope, network, person)).length,
      readWith: await listReadWith(scope, network, id),
      cards: mine === undefined || person.hasAccount ? [] : await listCardsToLink(scope, network),
      names,
      mates: workers
        .filter(({ serviceId, isNow }) => isNow && serviceId === mine?.serviceId)
        .map(({ personId, name }) => ({ value: personId, label: name })),
      emptied: await emptiedOn(scope, network, id),
      done: doneIn(search),
      today: today(),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const id = uuidIn(args.params.id)
  const typed = typedOf(await args.request.formData())
  const changed = await inWorkOrSpace(args, async (scope, actor) => {
    await readPerson(scope, network, id)
    return changeFile(scope, actor, network, id, typed)
  })
  return 'faults' in changed
    ? data({ typed, faults: changed.faults }, { status: 422 })
    : redirect(`/${lang}/care/${network}/people/${id}?done=${changed.done}`)
}

export default function Person({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const {
    person,
    episodes,
    requests,
    mine,
    house,
    contacts,
    page,
    files,
    consents,
    third,
    alike,
    readWith,
    cards,
    names,
    mates,
    emptied,
    done,
    today,
    isEarly,
  } = loaderData
  const { say, to, language } = useLanguage()
  const { at, day: dayOf } = useMoments()
  const state = actionData ?? { typed: {}, faults: {} }
  const { defaultValue: written, ...thirdField } = useField(state)('third', 'care.field.third', 'care.hint.third')
  const name = `${person.given} ${person.family}`.trim() || say('care.unnamed')
  const here = to(`/care/${network}/people/${id}`)
  const ways = useWaysToReach(requests)
  const facts: [key: string, term: string, what: string][] = [
    ['phone', say('care.field.phone'), person.reach.phone],
    ['email', say('care.field.email'), person.reach.email],
    ['address', say('care.field.address'), [person.reach.address, person.place ?? ''].filter((part) => part !== '').join(', ')],
    ['how', say('care.field.how'), person.reach.how],
    ...ways,
    [
      'language',
      say('care.field.language'),
      [
        person.language === null ? '' : nameOfLanguage(person.language, language),
        person.needsInterpreter ? say('care.person.interpreter') : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    ],
  ]
  return (
    <Page
      title={name}
      {...(person.birthDate === null ? {} : { purpose: say('care.person.purpose', { born: dayOf(person.birthDate) }) })}
      back={
        mine === null
          ? { to: to('/care'), label: say('care.title') }
          : { to: to(`/care/${network}/teams/${mine}`), label: say('care.back') }
      }
      actions={
        mine !== null && (
          <>
            <LinkButton kind="primary" to={`${here}/contact`}>
              {say('care.person.contact')}
            </LinkButton>
            <LinkButton to={`${here}/send`}>{say('care.person.send')}</LinkButton>
            <LinkButton kind="quiet" to={`${here}/edit`}>
              {say('care.person.edit')}
            </LinkButton>
          </>
        )
      }
    >
      <title>{`${name} · Maillage`}</title>
      <DoneNotice done={done} />
      <Wrong faults={state.faults} labelOf={(each) => say(`care.field.${each}` as MessageId)} />
      {emptied !== null && <Notice kind="attention">{say('care.person.emptied', { day: dayOf(emptied) })}</Notice>}
      <OtherFiles here={here} base={to(`/care/${network}/people`)} alike={person.mergedInto === null ? alike : 0} readWith={readWith} />
      <SafetyNotice requests={requests} />
      <Section title={say('care.person.facts')}>
        <DescriptionList
          items={facts
            .filter(([, , what]) => what !== '')
            .map(([key, term, what]) => ({ key, term, description: <span className="kept-lines">{what}</span> }))}
        />
      </Section>
      <Section title={say('care.person.episodes')}>
        <EpisodeList
          episodes={episodes}
          names={names}
          mates={mates}
          today={today}
          requestAt={(request) => (requests.some((each) => each.id === request) ? to(`/care/${network}/requests/${request}`) : null)}
          state={state}
        />
      </Section>
      <Section title={say('care.person.contacts')} id="contacts">
        {contacts.lines.length === 0 ? (
          <Empty title={say('care.person.contacts.none')} what={say('care.person.contacts.none.what')} />
        ) : (
          <ContactList
            network={network}
            contacts={contacts.lines}
            names={names}
            files={files}
            correctAt={mine === null ? null : `${here}/contact?correct=`}
          />
        )}
        {(contacts.hasOlder || page > 1) && <Older here={here} page={page} hasOlder={contacts.hasOlder} />}
      </Section>
      <PersonRequests network={network} requests={requests} />
      <Section title={say('care.person.consents')}>
        <ConsentList consents={consents} canEnd={mine !== null} />
      </Section>
      {mine !== null && (
        <Section title={say('care.person.more')}>
          <ul>
            <li>
              <TextLink to={to(`/plans/${network}/${id}`)}>{say('care.person.plans')}</TextLink>
            </li>
            <li>
              <TextLink to={to(`/boards/${network}/${mine}/visit?person=${id}`)}>{say('care.person.visit')}</TextLink>
            </li>
            <li>
              <TextLink to={to(`/boards/${network}/${mine}/discussed/${id}`)}>{say('care.person.talk')}</TextLink>
            </li>
            <li>
              <TextLink to={to(`/measures/${network}/${id}`)}>{say('care.person.measures')}</TextLink>
            </li>
            <li>
              <TextLink to={to(`/paths/${network}/${id}`)}>{say('care.person.path')}</TextLink>
            </li>
            {isEarly && (
              <li>
                <TextLink to={to(`/paths/${network}/${id}/early`)}>{say('care.person.early')}</TextLink>
              </li>
            )}
            {house !== null && (
              <li>
                <TextLink to={to(`/stays/${network}/${house}/people/${id}`)}>{say('care.person.stays')}</TextLink>
              </li>
            )}
            <li>
              <TextLink to={to(`/situations/${network}/new/${id}`)}>{say('care.person.situations')}</TextLink>
            </li>
          </ul>
          <OwnSpace network={network} hasAccount={person.hasAccount} cards={cards} />
        </Section>
      )}
      {mine !== null && (
        <Fold title={say('care.person.third')} open={state.typed.intent === 'third'}>
          <Stack>
            <p>{say('care.person.third.what')}</p>
            {third.map((note) => (
              <p key={note.id} className="kept-lines">{`${at(note.writtenAt)}, ${names[note.writtenBy] ?? ''}\n${note.note ?? ''}`}</p>
            ))}
            <Form method="post">
              <Stack gap="small">
                <input type="hidden" name="intent" value="third" />
                <TextArea {...thirdField} defaultValue={written} rows={2} required />
                <Button>{say('care.person.third.act')}</Button>
              </Stack>
            </Form>
          </Stack>
        </Fold>
      )}
    </Page>
  )
}

const Older = ({ here, page, hasOlder }: { here: string; page: number; hasOlder: boolean }) => {
  const { say } = useLanguage()
  return (
    <Row>
      {hasOlder && <TextLink to={`${here}?contacts=${page + 1}#contacts`}>{say('care.person.contacts.older')}</TextLink>}
      {page > 1 && <TextLink to={`${here}?contacts=${page - 1}#contacts`}>{say('care.person.contacts.newer')}</TextLink>}
    </Row>
  )
}
