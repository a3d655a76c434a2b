import type { ReactNode } from 'react'
import { Lines } from './lines.tsx'
import { LinkButton } from './links.tsx'
import { Pictogram, type PictogramName } from './pictogram.tsx'

/** What somebody can start from the home page: a few large entries, each with one sentence and one act. */
export const Doors = ({ children }: { children?: ReactNode }) => <ul className="doors">{children}</ul>

export type DoorProps = { picture: PictogramName; title: string; to: string; act: string; children?: ReactNode }

/** One entry: what it is, in one sentence, and the act that opens it. */
export const Door = ({ picture, title, to, act, children }: DoorProps) => (
  <li className="door">
    <Pictogram name={picture} size="large" />
    <h2>{title}</h2>
    <p>
      <Lines>{children}</Lines>
    </p>
    <LinkButton to={to}>{act}</LinkButton>
  </li>
)
