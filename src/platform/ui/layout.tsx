import { type ReactNode, useId } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'

/** A part of a page under a heading of the second level. `aside` stands at the heading's end: a link, a count. */
export const Section = ({ title, id, aside, children }: { title: ReactNode; id?: string; aside?: ReactNode; children?: ReactNode }) => {
  const own = useId()
  const heading = `${id ?? own}-title`
  return (
    <section className="section" aria-labelledby={heading} {...(id === undefined ? {} : { id })}>
      <div className="section-head">
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div className="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** Things one below the other. `gap` in steps of the rhythm: small 8 px, medium 24 px, large 48 px. */
export const Stack = ({ gap = 'medium', children }: { gap?: 'small' | 'medium' | 'large'; children?: ReactNode }) => (
  <div className={`stack stack-${gap}`}>{children}</div>
)

/** Things side by side that wrap when the line is full: buttons, chips, tags. */
export const Row = ({ children }: { children?: ReactNode }) => <div className="row">{children}</div>

export type ColumnsProps = {
  /** What stands on the left of a desk screen, usually filters. */
  side: ReactNode
  /** The word that opens it on a phone, where it is folded; "filters" unless said otherwise. */
  sideLabel?: string
  /** Unfolded from the start on a phone, for instance while a filter is set. */
  open?: boolean
  children?: ReactNode
}

/** Filters beside a list. One element does both: CSS keeps it unfolded where there is room, so that the page needs no script. */
export const Columns = ({ side, sideLabel, open, children }: ColumnsProps) => {
  const { say } = useLanguage()
  return (
    <div className="columns">
      <details className="columns-side fold" {...(open ? { open: true } : {})}>
        <summary>{sideLabel ?? say('platform.ui.filters')}</summary>
        <div className="columns-side-content">{side}</div>
      </details>
      <div className="columns-main">{children}</div>
    </div>
  )
}

/** Running text in lines of 45–75 characters. */
export const Prose = ({ lang, children }: { lang?: string; children?: ReactNode }) => (
  <div className="prose" {...(lang === undefined ? {} : { lang })}>
    {children}
  </div>
)

/** Something that is there for those who want it, folded until then. */
export const Fold = ({ title, open, children }: { title: ReactNode; open?: boolean; children?: ReactNode }) => (
  <details className="fold" {...(open ? { open: true } : {})}>
    <summary>{title}</summary>
    <div className="fold-content">{children}</div>
  </details>
)
