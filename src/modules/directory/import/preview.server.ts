import type { OrganisationColumn } from '../columns.ts'
import type { Fault } from '../faults.ts'
import { columnNamed } from './headers.server.ts'
import type { Change, Plan } from './plan.server.ts'
import type { Sheet } from './sheet.server.ts'

const SHOWN = 200

type WrongCell = { line: number; name: string; column: OrganisationColumn | 'id'; found: string; fault: Fault }
/** A plan as the screen shows it: the first of each sort, and how many there are. */
export type Preview = {
  draft: string
  fileName: string
  fingerprint: string
  ignored: string[]
  fault: Fault | null
  counts: Record<'new' | 'changed' | 'same' | 'wrong', number>
  wrong: WrongCell[]
  wrongCells: number
  added: { line: number; id: string; name: string }[]
  changed: { line: number; id: string; name: string; changes: Change[] }[]
}

export const previewOf = ({ id, fileName, sheet }: { id: string; fileName: string; sheet: Sheet }, plan: Plan): Preview => {
  const count = (state: string) => plan.lines.filter((line) => line.state === state).length
  const cells = new Map(sheet.lines.map(({ line, cells: values }) => [line, values]))
  const wrong = plan.lines.flatMap((line) =>
    line.state !== 'wrong'
      ? []
      : Object.entries(line.faults).map(
          ([column, fault]): WrongCell => ({
            line: line.line,
            name: line.name,
            column: column as WrongCell['column'],
            found: cells.get(line.line)?.[sheet.header.findIndex((head) => columnNamed(head) === column)] ?? '',
            fault,
          }),
        ),
  )
  return {
    draft: id,
    fileName,
    fingerprint: plan.fingerprint,
    ignored: plan.ignored,
    fault: plan.fault,
    counts: { new: count('new'), changed: count('changed'), same: count('same'), wrong: count('wrong') },
    wrong: wrong.slice(0, SHOWN),
    wrongCells: wrong.length,
    added: plan.lines.flatMap((line) => (line.state === 'new' ? [{ line: line.line, id: line.id, name: line.name }] : [])).slice(0, SHOWN),
    changed: plan.lines
      .flatMap((line) => (line.state === 'changed' ? [{ line: line.line, id: line.id, name: line.name, changes: line.changes }] : []))
      .slice(0, SHOWN),
  }
}
