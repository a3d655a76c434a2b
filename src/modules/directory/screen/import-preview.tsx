import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice, Row, Section, Table } from '#platform/ui/index.ts'
import type { Preview } from '../import/preview.server.ts'
import { ORGANISATION_KINDS } from '../vocabulary.ts'
import { useDirectoryWords } from './words.tsx'

/** What a sheet would do: wrong cells with their line and column, or what is new and what changes, and the button that does it. */
export const ImportPreview = ({ preview }: { preview: Preview }) => {
  const { say } = useLanguage()
  const { sayFault } = useDirectoryWords()
  const { counts } = preview
  if (preview.fault !== null)
    return (
      <>
        <Notice kind="danger" title={say('directory.import.wrong.title')}>
          {sayFault(preview.fault)}
        </Notice>
        <Discard draft={preview.draft} />
      </>
    )
  const written = counts.new + counts.changed
  return (
    <>
      <ul className="import-counts">
        {(['new', 'changed', 'same', 'wrong'] as const).map((state) => (
          <li key={state}>{say(`directory.import.count.${state}`, { count: counts[state] })}</li>
        ))}
      </ul>
      {preview.ignored.length > 0 && <Notice kind="info">{say('directory.import.ignored', { names: preview.ignored.join(', ') })}</Notice>}
      {counts.wrong > 0 && <WrongCells preview={preview} />}
      {counts.wrong === 0 && written === 0 && <Notice kind="info">{say('directory.import.nothing')}</Notice>}
      <Row>
        {counts.wrong === 0 && written > 0 && (
          <Form method="post">
            <input type="hidden" name="intent" value="confirm" />
            <input type="hidden" name="draft" value={preview.draft} />
            <input type="hidden" name="fingerprint" value={preview.fingerprint} />
            <Button kind="primary">{say('directory.import.confirm', { count: written })}</Button>
          </Form>
        )}
        <Discard draft={preview.draft} />
      </Row>
      {preview.changed.length > 0 && <Changed preview={preview} />}
      {preview.added.length > 0 && <Added preview={preview} />}
    </>
  )
}

const Discard = ({ draft }: { draft: string }) => {
  const { say } = useLanguage()
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="discard" />
      <input type="hidden" name="draft" value={draft} />
      <Button kind="quiet">{say('directory.import.discard')}</Button>
    </Form>
  )
}

const More = ({ count }: { count: number }) => {
  const { say } = useLanguage()
  return count > 0 ? <p>{say('directory.import.more', { count })}</p> : null
}

const WrongCells = ({ preview }: { preview: Preview }) => {
  const { say } = useLanguage()
  const { sayFault } = useDirectoryWords()
  const kinds = ORGANISATION_KINDS.map((kind) => say(`organisation.kind.${kind}`)).join(', ')
  return (
    <Notice kind="danger" title={say('directory.import.wrong.title')}>
      <p>{say('directory.import.wrong.what')}</p>
      <Table
        caption={say('directory.import.count.wrong', { count: preview.counts.wrong })}
        columns={[
          { key: 'line', label: say('directory.import.line') },
          { key: 'column', label: say('directory.import.column') },
          { key: 'expected', label: say('directory.import.expected') },
          { key: 'found', label: say('directory.import.found') },
        ]}
        rows={preview.wrong.map(({ line, name, column, found, fault }) => ({
          key: `${line} ${column}`,
          cells: {
            line: `${line} – ${name}`,
            column: say(`directory.column.${column}`),
            expected: column === 'kind' && fault.id === 'cell.oneOf' ? say('directory.fault.kind', { values: kinds }) : sayFault(fault),
            found,
          },
        }))}
      />
      <More count={preview.wrongCells - preview.wrong.length} />
    </Notice>
  )
}

const Changed = ({ preview: { changed, counts } }: { preview: Preview }) => {
  const { say } = useLanguage()
  return (
    <Section title={say('directory.import.changed')} aside={say('directory.import.count.changed', { count: counts.changed })}>
      <Table
        caption={say('directory.import.changed')}
        captionHidden
        columns={[
          { key: 'line', label: say('directory.import.line') },
          { key: 'column', label: say('directory.import.column') },
          { key: 'before', label: say('directory.import.before') },
          { key: 'after', label: say('directory.import.after') },
        ]}
        rows={changed.flatMap(({ line, name, changes }) =>
          changes.map(({ column, before, after }) => ({
            key: `${line} ${column}`,
            cells: {
              line: `${line} – ${name}`,
              column: say(`directory.column.${column}`),
              before: before === '' ? say('directory.conflict.empty') : <span className="import-before">{before}</span>,
              after: after === '' ? say('directory.conflict.empty') : after,
            },
          })),
        )}
      />
      <More count={counts.changed - changed.length} />
    </Section>
  )
}

const Added = ({ preview: { added, counts } }: { preview: Preview }) => {
  const { say } = useLanguage()
  return (
    <Section title={say('directory.import.new')} aside={say('directory.import.count.new', { count: counts.new })}>
      <Table
        caption={say('directory.import.new')}
        captionHidden
        columns={[
          { key: 'name', label: say('directory.column.name') },
          { key: 'id', label: say('directory.column.id') },
          { key: 'line', label: say('directory.import.line'), numeric: true },
        ]}
        rows={added.map(({ line, id, name }) => ({ key: `${line}`, cells: { name, id, line } }))}
      />
      <More count={counts.new - added.length} />
    </Section>
  )
}
