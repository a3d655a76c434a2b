import { useLanguage } from '#platform/languages/intl.tsx'
import { Fold, Stack, Verdict } from '#platform/ui/index.ts'
import type { RelationView } from '../document.ts'

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

const List = ({ relations }: { relations: readonly RelationView[] }) => (
  <ul className="relations">
    {relations.map(({ id, verdict, verdictLabel, formula, sentence, places }) => (
      <li key={id} className="relation" id={id}>
        <Verdict verdict={verdict} label={verdictLabel} />
        <p className="relation-formula">{formula}</p>
        <p>{sentence}</p>
        <ul className="relation-places">
          {places.map((place) => (
            <li key={place}>{place}</li>
          ))}
        </ul>
      </li>
    ))}
  </ul>
)
