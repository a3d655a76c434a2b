import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, FileField, Fold, Form, LinkButton, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import type { Fault } from '../faults.ts'
import { confirmImport, discardDraft, draftImport, type Undone, undoImport } from '../import/import.commands.server.ts'
import { readDraft, readImports } from '../import/import.queries.server.ts'
import { planImport } from '../import/plan.server.ts'
import { type Preview, previewOf } from '../import/preview.server.ts'
import { readNamed } from '../import/sheet.server.ts'
import { writing } from '../organisations.commands.server.ts'
import { ImportPreview } from '../screen/import-preview.tsx'
import { PastImports } from '../screen/past-imports.tsx'
import { useDirectoryWords } from '../screen/words.tsx'
import type { Route } from './+types/import'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await writing(scope, actor, network)
    const search = new URL(args.request.url).searchParams
    const draftId = search.get('draft')
    const draft = draftId === null ? null : await readDraft(scope, network, draftId)
    const preview: Preview | null = draft === null ? null : previewOf(draft, await planImport(scope, network, draft.sheet))
    const past = await readImports(scope, network)
    return {
      preview,
      past,
      done: past.find(({ id }) => id === search.get('done')) ?? null,
      isUndone: search.has('undone'),
      isMoved: search.has('moved'),
    }
  })

type Answer = { fault: Fault | null; inTheWay: Extract<Undone, { undone: false }>['inTheWay'] }

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const field = (name: string) => String(form.get(name) ?? '')
  const page = `/${lang}/directory/${network}/import`
  const intent = field('intent')
  if (intent === 'read') return readFile(args, form.get('file'), page)
  if (intent === 'confirm') {
    const taken = await inRequest(args, (scope, actor) => confirmImport(scope, actor, network, field('draft'), field('fingerprint')))
    return redirect(taken === null ? `${page}?draft=${encodeURIComponent(field('draft'))}&moved` : `${page}?done=${taken.id}`)
  }
  if (intent === 'undo') {
    const undone = await inRequest(args, (scope, actor) => undoImport(scope, actor, network, field('import')))
    return undone.undone ? redirect(`${page}?undone`) : data<Answer>({ fault: null, inTheWay: undone.inTheWay }, { status: 409 })
  }
  await inRequest(args, (scope, actor) => discardDraft(scope, actor, network, field('draft')))
  return redirect(page)
}

// The file is read outside of the transaction; only what was read is kept.
const readFile = async (args: Route.ActionArgs, file: FormDataEntryValue | null, page: string) => {
  const { network } = args.params
  await inRequest(args, (scope, actor) => writing(scope, actor, network))
  if (!(file instanceof File) || file.name === '')
    return data<Answer>({ fault: { id: 'directory.import.fault.none' }, inTheWay: [] }, { status: 422 })
  const { sheet, fault } = await readNamed(file)
  if (fault !== undefined) return data<Answer>({ fault, inTheWay: [] }, { status: 422 })
  const { id } = await inRequest(args, (scope, actor) => draftImport(scope, actor, network, file.name, sheet))
  return redirect(`${page}?draft=${id}`)
}

export default function Import({ loaderData, actionData, params }: Route.ComponentProps) {
  const { preview, past } = loaderData
  const { say, to } = useLanguage()
  useSaved()
  const title = preview === null ? say('directory.import.title') : say('directory.import.preview', { file: preview.fileName })
  const back =
    preview === null
      ? { to: to('/directory'), label: say('directory.back') }
      : { to: to(`/directory/${params.network}/import`), label: say('directory.import.title') }
  return (
    <Page title={title} purpose={say('directory.import.purpose')} back={back}>
      <title>{`${title} · Maillage`}</title>
      <WhatHappened {...loaderData} />
      {actionData !== undefined && actionData.inTheWay.length > 0 && <InTheWay rows={actionData.inTheWay} />}
      {preview !== null ? (
        <ImportPreview preview={preview} />
      ) : (
        <>
          <ChooseFile fault={actionData?.fault ?? null} network={params.network} />
          <Section title={say('directory.import.past')}>
            <PastImports past={past} />
          </Section>
        </>
      )}
    </Page>
  )
}

/** What the act before this page did. */
const WhatHappened = ({ done, isUndone, isMoved }: Pick<Route.ComponentProps['loaderData'], 'done' | 'isUndone' | 'isMoved'>) => {
  const { say } = useLanguage()
  return (
    <>
      {done !== null && (
        <Notice kind="saved" title={say('directory.import.done.title')}>
          {say('directory.import.done.what', { added: done.added, changed: done.changed })}
        </Notice>
      )}
      {isUndone && (
        <Notice kind="saved" title={say('directory.import.undone.title')}>
          {say('directory.import.undone.what')}
        </Notice>
      )}
      {isMoved && (
        <Notice kind="attention" title={say('directory.import.moved.title')}>
          {say('directory.import.moved.what')}
        </Notice>
      )}
    </>
  )
}

const ChooseFile = ({ fault, network }: { fault: Fault | null; network: string }) => {
  const { say, to } = useLanguage()
  const { sayFault } = useDirectoryWords()
  return (
    <>
      <Form method="post" encType="multipart/form-data">
        <input type="hidden" name="intent" value="read" />
        <Stack>
          <FileField
            name="file"
            accept=".csv,.xlsx,text/csv"
            label={say('directory.import.file')}
            hint={say('directory.import.file.hint')}
            required
            {...(fault === null ? {} : { error: sayFault(fault) })}
          />
          <Button kind="primary">{say('directory.import.read')}</Button>
        </Stack>
      </Form>
      <LinkButton kind="quiet" reload to={to(`/directory/${network}/import/template.csv`)}>
        {say('directory.import.template')}
      </LinkButton>
      <Fold title={say('directory.import.how.title')}>
        <ul>
          {(['id', 'number', 'name', 'empty'] as const).map((rule) => (
            <li key={rule}>{say(`directory.import.how.${rule}`)}</li>
          ))}
        </ul>
      </Fold>
    </>
  )
}

const InTheWay = ({ rows }: { rows: Answer['inTheWay'] }) => {
  const { say } = useLanguage()
  return (
    <Notice kind="danger" title={say('directory.import.inTheWay.title')}>
      <p>{say('directory.import.inTheWay.what')}</p>
      <ul>
        {rows.map(({ line, organisation, why }) => (
          <li key={`${line} ${why}`}>{say(`directory.import.inTheWay.${why}`, { line, organisation })}</li>
        ))}
      </ul>
    </Notice>
  )
}
