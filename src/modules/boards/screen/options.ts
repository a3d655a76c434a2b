import type { Say } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Option } from '#platform/ui/index.ts'

/** The words of a list as the answers of a field: `prefix` and a value make the id of a message. */
export const optionsOf = <V extends string, P extends string>(
  say: Say,
  prefix: P,
  values: readonly V[] & (`${P}${V}` extends MessageId ? unknown : never),
): Option[] => values.map((value) => ({ value, label: say(`${prefix}${value}` as MessageId) }))
