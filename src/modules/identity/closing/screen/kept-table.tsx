import { useLanguage } from '#platform/languages/intl.tsx'
import { Table } from '#platform/ui/index.ts'
import type { SpokenProof } from '../proof-words.server.ts'

/** What outlasts an account, by which rule, and until when. */
export const KeptTable = ({ kept }: { kept: SpokenProof['kept'] }) => {
  const { say } = useLanguage()
  return (
    <Table
      caption={say('closing.kept')}
      captionHidden
      columns={[
        { key: 'what', label: say('closing.what') },
        { key: 'why', label: say('closing.why') },
        { key: 'until', label: say('closing.until') },
      ]}
      rows={kept.map(({ what, rows, why, until }) => ({
        key: what,
        cells: { what: rows === '' ? what : `${what} (${rows})`, why, until },
      }))}
    />
  )
}
