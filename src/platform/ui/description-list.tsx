import { Fragment, type ReactNode } from 'react'

export type Description = { term: ReactNode; description: ReactNode; key?: string }

/** Names and what they stand for: the facts of one thing. */
export const DescriptionList = ({ items }: { items: readonly Description[] }) => (
  <dl className="description-list">
    {items.map(({ term, description, key }, index) => (
      <Fragment key={key ?? index}>
        <div className="description">
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      </Fragment>
    ))}
  </dl>
)
