import { useLanguage } from '#platform/languages/intl.tsx'
import { Table, Tag } from '#platform/ui/index.ts'
import type { Decision } from '../meetings.queries.server.ts'
import { useShown } from './frame.tsx'

type Props = { decisions: readonly Decision[]; base: string; today: string; caption: string; withCommittee?: boolean }

/** Decisions with who carries them out, until when, how far they are and what came of them. */
export const DecisionTable = ({ decisions, base, today, caption, withCommittee }: Props) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'what', label: say('network.decision.what') },
        ...(withCommittee ? [{ key: 'committee', label: say('network.committee.name'), under: true }] : []),
        { key: 'who', label: say('network.decision.responsible') },
        { key: 'until', label: say('network.decision.until'), whole: true },
        { key: 'state', label: say('network.decision.state'), whole: true },
        ...(decisions.some(({ outcome }) => outcome !== null) ? [{ key: 'outcome', label: say('network.decision.outcome') }] : []),
      ]}
      rows={decisions.map(({ id, what, committee, held_on, responsible, until, state, settled_on, outcome }) => ({
        key: id,
        href: `${base}/decisions/${id}`,
        cells: {
          what,
          committee: say('network.meeting.title', { committee, day: shown.day(held_on) }),
          who: responsible,
          until: until === null ? '' : shown.day(until),
          state: (
            <span>
              <Tag tone={state === 'done' ? 'people' : 'plain'}>{say(`network.decisionState.${state}`)}</Tag>
              {settled_on === null && until !== null && until < today && (
                <>
                  {' '}
                  <Tag tone="attention">{say('network.late')}</Tag>
                </>
              )}
            </span>
          ),
          outcome: outcome ?? '',
        },
      }))}
    />
  )
}
