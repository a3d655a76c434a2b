import type { ReactNode } from 'react'
import { Lines } from './lines.tsx'
import { Pictogram, type PictogramName } from './pictogram.tsx'

/** Text that is easy to read: one idea a line, a picture beside each (Information for all, Inclusion Europe 2009). */
export const Ideas = ({ children }: { children?: ReactNode }) => <div className="ideas">{children}</div>

/** `each`: what a sentence becomes, of plain text. */
export const Idea = ({ picture, each, children }: { picture: PictogramName; each?: (text: string) => ReactNode; children?: ReactNode }) => (
  <div className="idea">
    <Pictogram name={picture} size="large" />
    <p>
      <Lines {...(each === undefined ? {} : { each })}>{children}</Lines>
    </p>
  </div>
)

/** One sentence of an idea that holds more than words: a figure that opens, a link. */
export const Line = ({ children }: { children?: ReactNode }) => <span className="line">{children} </span>
