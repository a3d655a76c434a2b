import type { ReactNode } from 'react'
import { Pictogram, type PictogramName } from './pictogram.tsx'

/** The five functions of a network; function 2 has two kinds of mobile team. */
export type FunctionCode = '1' | '2A' | '2B' | '3' | '4' | '5'

// One outline each on a grid of 24, so that a function is known without its colour: in grey print, by eyes that see few hues.
const SHAPE: Record<FunctionCode, { d: string; y: number }> = {
  '1': { d: 'M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z', y: 12 },
  '2A': { d: 'M11 2.2a1.2 1.2 0 0 1 2 0L23.3 20.4a1.2 1.2 0 0 1-1 1.8H1.7a1.2 1.2 0 0 1-1-1.8z', y: 15.4 },
  '2B': {
    d: 'M11.1.9a1.3 1.3 0 0 1 1.8 0l10.2 10.2a1.3 1.3 0 0 1 0 1.8L12.9 23.1a1.3 1.3 0 0 1-1.8 0L.9 12.9a1.3 1.3 0 0 1 0-1.8z',
    y: 12,
  },
  '3': {
    d: 'M6.8 2h10.4a1.2 1.2 0 0 1 1 .6l5.1 8.8a1.2 1.2 0 0 1 0 1.2l-5.1 8.8a1.2 1.2 0 0 1-1 .6H6.8a1.2 1.2 0 0 1-1-.6L.7 12.6a1.2 1.2 0 0 1 0-1.2l5.1-8.8a1.2 1.2 0 0 1 1-.6z',
    y: 12,
  },
  '4': { d: 'M3.2 2h17.6a1.2 1.2 0 0 1 1.2 1.2v17.6a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 20.8V3.2A1.2 1.2 0 0 1 3.2 2z', y: 12 },
  '5': {
    d: 'M11.2 1.3a1.3 1.3 0 0 1 1.6 0l9 7a1.2 1.2 0 0 1 .5 1v12.2a1.2 1.2 0 0 1-1.2 1.2H2.9a1.2 1.2 0 0 1-1.2-1.2V9.3a1.2 1.2 0 0 1 .5-1z',
    y: 13.4,
  },
}

/** A function as colour, shape and word, everywhere the same. */
export const FunctionBadge = ({ code, label }: { code: FunctionCode; label: ReactNode }) => (
  <span className={`function function-${code.toLowerCase()}`}>
    <svg className="function-shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPE[code].d} />
      <text x="12" y={SHAPE[code].y} dominantBaseline="central" textAnchor="middle">
        {code}
      </text>
    </svg>
    <span className="function-word">{label}</span>
  </span>
)

export type VerdictKind = 'holds' | 'holds-within-rounding' | 'implies' | 'contradicts'
const SIGN: Record<VerdictKind, PictogramName> = {
  holds: 'check',
  'holds-within-rounding': 'nearly',
  implies: 'arrow',
  contradicts: 'unequal',
}

/** How a check came out: a sign and a word, the colour only helps. */
export const Verdict = ({ verdict, label }: { verdict: VerdictKind; label: ReactNode }) => (
  <span className={`verdict verdict-${verdict}`}>
    <Pictogram name={SIGN[verdict]} />
    <span>{label}</span>
  </span>
)

/** A short word that sorts: a kind, a state. */
export const Tag = ({ tone = 'plain', children }: { tone?: 'plain' | 'people' | 'attention'; children?: ReactNode }) => (
  <span className={`tag tag-${tone}`}>{children}</span>
)
