import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Fold } from './layout.tsx'

export type PictureProps = {
  /** SVG made by our own server (charts, maps). Never text that somebody typed. */
  svgWide: string
  /** The same drawn for a phone, where the wide one would be too small to read. */
  svgNarrow?: string
  /** The sentence that says what the picture shows. */
  caption: ReactNode
  /** The numbers behind it. */
  table?: ReactNode
}

/** A chart or a map, the sentence that says what it shows, and the table behind it. */
export const Picture = ({ svgWide, svgNarrow, caption, table }: PictureProps) => {
  const { say } = useLanguage()
  return (
    <figure className="picture">
      <Drawing svg={svgWide} className={svgNarrow === undefined ? 'picture-drawing' : 'picture-drawing picture-wide'} />
      {svgNarrow !== undefined && <Drawing svg={svgNarrow} className="picture-drawing picture-narrow" />}
      <figcaption>{caption}</figcaption>
      {table !== undefined && <Fold title={say('platform.ui.picture.table')}>{table}</Fold>}
    </figure>
  )
}

const Drawing = ({ svg, className }: { svg: string; className: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only our own server draws it and it escapes every label; the content security policy would stop a script all the same
  <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />
)
