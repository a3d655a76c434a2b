import type { ReactNode } from 'react'
import { Lines } from './lines.tsx'
import { TextLink } from './links.tsx'
import { Pictogram } from './pictogram.tsx'

export type PageProps = {
  title: ReactNode
  /** What the page is for, in one sentence. */
  purpose?: ReactNode
  back?: { to: string; label: string }
  /** What can be done here; one primary action at most. */
  actions?: ReactNode
  /** A drawing beside the heading where there is room, decoration only: `<Mesh kind="patch" />`. */
  art?: ReactNode
  /** For tables and maps that need the whole width; text keeps its 45–75 characters all the same. */
  wide?: boolean
  children?: ReactNode
}

/** The skeleton of every page: way back, heading, purpose, actions, content. After a navigation the shell moves the focus to `#title`. */
export const Page = ({ title, purpose, back, actions, art, wide, children }: PageProps) => (
  <div className={wide ? 'page page-wide' : 'page'}>
    <div className="page-head">
      {back !== undefined && (
        <p className="page-back">
          <TextLink to={back.to}>
            <Pictogram name="back" /> {back.label}
          </TextLink>
        </p>
      )}
      <h1 id="title" tabIndex={-1}>
        {title}
      </h1>
      {purpose !== undefined && (
        <p className="page-purpose">
          <Lines>{purpose}</Lines>
        </p>
      )}
      {actions !== undefined && <div className="page-actions">{actions}</div>}
      {art !== undefined && <div className="page-art">{art}</div>}
    </div>
    <div className="page-body">{children}</div>
  </div>
)
