import { useLanguage } from '#platform/languages/intl.tsx'
import './outreach.css'

/** Counts as bars with their number beside: a picture and its table in one. What is too small to be told says so. */
export const Bars = ({ rows }: { rows: readonly { key: string; label: string; n: number | null }[] }) => {
  const { say, intl } = useLanguage()
  const most = Math.max(1, ...rows.map(({ n }) => n ?? 0))
  return (
    <ul className="bar-list">
      {rows.map(({ key, label, n }) => (
        <li key={key}>
          <span>{label}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            {n !== null && <rect width={(100 * n) / most} height="10" />}
          </svg>
          <strong>{n === null ? say('outreach.team.small') : intl.formatNumber(n)}</strong>
        </li>
      ))}
    </ul>
  )
}
