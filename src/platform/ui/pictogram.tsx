import { PICTOGRAMS, type PictogramName } from './pictograms.ts'

export type { PictogramName } from './pictograms.ts'

export type PictogramProps = {
  name: PictogramName
  /** `small` stands in a line of text, `large` beside an idea of an easy-to-read page. */
  size?: 'small' | 'large'
  /** What it says where no word stands beside it; otherwise it is decoration and stays silent. */
  label?: string
}

/** A drawing in one line, in the colour of the text around it. */
export const Pictogram = ({ name, size = 'small', label }: PictogramProps) => {
  const className = `pictogram pictogram-${size}`
  const path = <path d={PICTOGRAMS[name]} />
  return label === undefined ? (
    <svg className={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {path}
    </svg>
  ) : (
    <svg className={className} viewBox="0 0 24 24" role="img" aria-label={label} focusable="false">
      {path}
    </svg>
  )
}
