import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Table } from '#platform/ui/index.ts'
import type { PastImport } from '../import/import.queries.server.ts'

/** The spreadsheets that were taken in, each with the button that undoes it. */
export const PastImports = ({ past }: { past: readonly PastImport[] }) => {
  const { say, intl } = useLanguage()
  if (past.length === 0) return <p>{say('directory.import.past.none')}</p>
  const moment = (iso: string) => intl.formatDate(iso, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Table
      caption={say('directory.import.past')}
      captionHidden
      columns={[
        { key: 'file', label: say('directory.import.past.file') },
        { key: 'at', label: say('directory.import.past.at') },
        { key: 'did', label: say('directory.import.past.did') },
        { key: 'undo', label: say('directory.import.past.undo') },
      ]}
      rows={past.map(({ id, fileName, at, added, changed, undoneAt }) => ({
        key: id,
        cells: {
          file: fileName,
          at: moment(at),
          did: `${say('directory.import.count.new', { count: added })}, ${say('directory.import.count.changed', { count: changed })}`,
          undo:
            undoneAt !== null ? (
              say('directory.import.undone', { day: moment(undoneAt) })
            ) : (
              <Form method="post">
                <input type="hidden" name="intent" value="undo" />
                <input type="hidden" name="import" value={id} />
                <Button kind="quiet">{say('directory.import.undo', { file: fileName })}</Button>
              </Form>
            ),
        },
      }))}
    />
  )
}
