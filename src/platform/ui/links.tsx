import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Pictogram } from './pictogram.tsx'

export type ButtonKind = 'primary' | 'quiet' | 'danger'

export type ButtonProps = {
  /** One primary button a screen; danger for what destroys, and only then. */
  kind?: ButtonKind
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  /** The id of the form that it sends, when it stands outside of it. */
  form?: string
  disabled?: boolean
  onClick?: () => void
  children?: ReactNode
}

const classOf = (kind: ButtonKind | undefined) => (kind === undefined ? 'button' : `button button-${kind}`)

/** A button with a target of 44 px. Sends its form unless told otherwise. */
export const Button = ({ kind, type = 'submit', children, ...rest }: ButtonProps) => (
  <button className={classOf(kind)} type={type} {...rest}>
    {children}
  </button>
)

/** A link that looks like a button: it leads to a place where something is done. `reload` leaves the page for a file or another language. */
export const LinkButton = ({ to, kind, reload, children }: { to: string; kind?: ButtonKind; reload?: boolean; children?: ReactNode }) => (
  <Link className={classOf(kind)} to={to} {...(reload ? { reloadDocument: true } : {})}>
    {children}
  </Link>
)

/** A link inside Maillage. */
export const TextLink = ({ to, lang, reload, children }: { to: string; lang?: string; reload?: boolean; children?: ReactNode }) => (
  <Link className="link" to={to} {...(lang === undefined ? {} : { lang })} {...(reload ? { reloadDocument: true } : {})}>
    {children}
  </Link>
)

/** A link that leaves Maillage, with a mark that says so. It tells the other place nothing about the page it comes from. */
export const ExternalLink = ({ href, lang, children }: { href: string; lang?: string; children?: ReactNode }) => (
  <a className="link link-out" href={href} rel="noreferrer external" {...(lang === undefined ? {} : { lang })}>
    {children}
    {/* No break before the mark, so that it never starts a line. */}
    <span className="unbroken">
      {'\u00a0'}
      <Pictogram name="out" />
    </span>
  </a>
)
