import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram } from './pictogram.tsx'

export type FigureKind = 'computed' | 'published'

export type FigureTileProps = {
  label: ReactNode
  /** The number as it is read: "303", "près de 300", "moins de 5". */
  shown: string
  unitLabel: string
  periodLabel: string
  /** Where the number opens: its definition, rows or statement. */
  href: string
  /** Computed from records, or published by a source. */
  kind: FigureKind
  previous?: { shown: string; periodLabel: string } | null
}

/** Tiles of figures side by side, as many as the width holds. */
export const FigureRow = ({ children }: { children?: ReactNode }) => <div className="figure-row">{children}</div>

/** One number with its unit, its period and the mark that opens where it comes from. */
export const FigureTile = ({ label, shown, unitLabel, periodLabel, href, kind, previous }: FigureTileProps) => {
  const { say } = useLanguage()
  return (
    <div className="figure-tile">
      <p className="figure-label">{label}</p>
      <p className="figure-value">
        <span className={shown.length > 9 ? 'figure-number figure-number-long' : 'figure-number'}>{shown}</span>{' '}
        <span className="figure-unit">{unitLabel}</span>
      </p>
      <p className="figure-period">{periodLabel}</p>
      {previous !== undefined && previous !== null && (
        <p className="figure-previous">{say('platform.ui.figure.previous', { period: previous.periodLabel, shown: previous.shown })}</p>
      )}
      <p className="figure-source">
        <Link className="figure-mark" to={href}>
          <SourceMark kind={kind} />
          <span>{say(`platform.ui.figure.${kind}`)}</span>
          <span className="visually-hidden"> {say('platform.ui.figure.source')} </span>
          <span className="visually-hidden">{label}</span>
        </Link>
      </p>
    </div>
  )
}

/** A number in running text. The dotted line says that it opens; a screen reader also hears what is counted. */
export const InlineFigure = ({ shown, href, label }: { shown: string; href: string; label: string }) => {
  const { say } = useLanguage()
  return (
    <Link className="figure-inline" to={href}>
      {shown}
      <span className="visually-hidden">{` (${label}, ${say('platform.ui.figure.open')})`}</span>
    </Link>
  )
}

/** Two shapes that differ without colour: a woven square for what the records give, a page for what a source states. */
export const SourceMark = ({ kind }: { kind: FigureKind }) => <Pictogram name={kind === 'computed' ? 'records' : 'document'} />
