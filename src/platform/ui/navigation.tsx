import { type ReactNode, useId } from 'react'
import { Link } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram } from './pictogram.tsx'

export type Tab = { to: string; label: ReactNode; current?: boolean }

/** Views of one thing, as links: each has its address. */
export const Tabs = ({ items, label }: { items: readonly Tab[]; label?: string }) => (
  <nav className="tabs" {...(label === undefined ? {} : { 'aria-label': label })}>
    <ul>
      {items.map((item) => (
        <li key={item.to}>
          <Link to={item.to} {...(item.current ? { 'aria-current': 'page' as const } : {})}>
            {item.label}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)

export type PaginationProps = {
  /** From 1. */
  page: number
  pages: number
  hrefOf: (page: number) => string
  /** Words in place of the usual ones. */
  labels?: { nav?: string; previous?: string; next?: string; position?: string }
}

/** Before, where, after. Absent when everything is on one page. */
export const Pagination = ({ page, pages, hrefOf, labels = {} }: PaginationProps) => {
  const { say } = useLanguage()
  if (pages <= 1) return null
  return (
    <nav className="pagination" aria-label={labels.nav ?? say('platform.ui.pagination')}>
      {page > 1 && (
        <Link className="button button-quiet" rel="prev" to={hrefOf(page - 1)}>
          <Pictogram name="back" /> {labels.previous ?? say('platform.ui.previous')}
        </Link>
      )}
      <span className="pagination-position">{labels.position ?? say('platform.ui.position', { page, pages })}</span>
      {page < pages && (
        <Link className="button button-quiet" rel="next" to={hrefOf(page + 1)}>
          {labels.next ?? say('platform.ui.next')} <Pictogram name="arrow" />
        </Link>
      )}
    </nav>
  )
}

export type OlderNewerProps<Cursor> = { newer: Cursor | null; older: Cursor | null; hrefOf: (cursor: Cursor) => string }

/** The pages before and after of a long list. There is no last page number: counting a million lines would cost more than it tells. */
export const OlderNewer = <Cursor,>({ newer, older, hrefOf }: OlderNewerProps<Cursor>) => {
  const { say } = useLanguage()
  if (newer === null && older === null) return null
  return (
    <nav aria-label={say('platform.ui.pagination')}>
      <div className="row">
        {newer !== null && (
          <Link className="button button-quiet" to={hrefOf(newer)}>
            {say('platform.ui.newer')}
          </Link>
        )}
        {older !== null && (
          <Link className="button button-quiet" to={hrefOf(older)}>
            {say('platform.ui.older')}
          </Link>
        )}
      </div>
    </nav>
  )
}

/** Choices of one filter under its name. */
export const FilterGroup = ({ title, children }: { title: ReactNode; children?: ReactNode }) => {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields, these are links
    <div className="filter-group" role="group" aria-labelledby={id}>
      <p className="filter-title" id={id}>
        {title}
      </p>
      <div className="row">{children}</div>
    </div>
  )
}

/** One choice of a filter, as a link that sets it, or takes it away when it is set. */
export const Chip = ({ to, current, children }: { to: string; current?: boolean; children?: ReactNode }) => (
  <Link className="chip" to={to} {...(current ? { 'aria-current': 'true' as const } : {})}>
    {current && <Pictogram name="check" />}
    {children}
  </Link>
)
