import type { Say } from '#platform/languages/intl.tsx'
import type { Option } from '#platform/ui/index.ts'

/** A team to choose, with what it stated last of its places. `isElsewhere`: it does not work where the person lives. */
export type TeamChoice = {
  id: string
  name: string
  stated: { state: 'open' | 'waiting' | 'full' | 'closed'; on: string } | null
  isElsewhere?: boolean
  phone?: string | null
}

/** Teams as the answers of a field: that one is full or closed stands beside its name, with the day on which it said so; on a call, their number. */
export const teamOptions = (say: Say, day: (iso: string | null) => string, teams: readonly TeamChoice[], withPhone = false): Option[] =>
  teams.map(({ id, name: called, phone = null, stated, isElsewhere = false }) => {
    const name = withPhone && phone !== null ? `${called} (${phone})` : called
    const said =
      stated === null || stated.state === 'open'
        ? name
        : say('care.team.stated', { team: name, state: say(`care.stated.${stated.state}`), day: day(stated.on) })
    return { value: id, label: isElsewhere ? say('care.team.elsewhere', { team: said }) : said }
  })
