import { country } from '#modules/directory/folder.ts'
import { slug, text, whole, wordsOf, yesNo } from '#platform/cells.ts'
import { fileSpec } from './folder-spec.ts'

/** network.csv: one line, the network that the other files of the folder belong to. */
export const networkFile = fileSpec({
  file: 'network.csv',
  table: 'platform.network',
  key: ['id'],
  isGlobal: true,
  cells: { id: slug, name_fr: text, name_nl: text, name_en: text, country, is_public: yesNo, disclosure_threshold: whole },
  row: ({ name_fr, name_nl, name_en, ...rest }) => ({ ...rest, name: wordsOf(name_fr, name_nl, name_en) }),
})
