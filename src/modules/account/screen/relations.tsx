import { useLanguage } from '#platform/languages/intl.tsx'
import { Fold, Stack, Verdict } from '#platform/ui/index.ts'
import { placeInWords, type RelationView } from '../document.ts'
import { Explained } from './explained.tsx'

/** What was compared: contradictions and what nobody said are open, what holds is folded. */
export const Relations = ({ relations }: { relations: readonly RelationView[] }) => {
  const { say } = useLanguage()
  const isOpen = ({ verdict }: RelationView) => verdict === 'contradicts' || verdict === 'implies'
  const open = relations.filter(isOpen)
  const folded = relations.filter((relation) => !isOpen(relation))
  const count = (verdict: RelationView['verdict']) => relations.filter((relation) => relation.verdict === verdict).length
  return (
    <Stack>
      <p>{say('account.relations.purpose')}</p>
      <p>
        <strong>
          {say('account.relations.count', { contradicts: count('contradicts'), implies: count('implies'), holds: folded.length })}
        </strong>
      </p>
      <List relations={open} />
      {folded.length > 0 && (
        <Fold title={say('account.relations.holding')}>
          <List relations={folded} />
        </Fold>
      )}
    </Stack>
  )
}

const List = ({ relations }: { relations: readonly RelationView[] }) => {
  const { say } = useLanguage()
  return (
    <ul className="relations">
      {relations.map(({ id, verdict, verdictLabel, formula, sentence, places }) => (
        <li key={id} className="relation" id={id}>
          <Verdict verdict={verdict} label={verdictLabel} />
          <p className="relation-words">
            <Explained>{sentence}</Explained>
          </p>
          <p className="relation-formula">{formula}</p>
          <ul className="relation-places">
            {places.map((place) => (
              <li key={placeInWords(place)}>
                {placeInWords({ ...place, note: '' })}
                {place.note !== '' && <span className="relation-note">{say('account.relation.note', { note: place.note })}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
