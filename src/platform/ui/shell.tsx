import type { ReactNode } from 'react'
import { Link, useLocation, useNavigation } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Mesh, MeshMark } from './mesh.tsx'
import { Pictogram } from './pictogram.tsx'

export type ShellProps = {
  brand: { to: string; label: string }
  nav: readonly { to: string; label: ReactNode; current?: boolean }[]
  languages: readonly { href: string; label: string; lang: string; current: boolean }[]
  account?: ReactNode
  footer?: ReactNode
  /** Said on every page of a demonstration, so that nobody takes it for a real network. */
  demonstration?: string
  children?: ReactNode
}

/** Header, content and footer around every page. Menus are native and fold by themselves where there is little room. */
export const Shell = ({ brand, nav, languages, account, footer, demonstration, children }: ShellProps) => {
  const { say } = useLanguage()
  const { key } = useLocation()
  const isUnderWay = useNavigation().state !== 'idle'
  return (
    <>
      <a className="skip" href="#main">
        {say('platform.ui.skip')}
      </a>
      <header className="header" aria-busy={isUnderWay}>
        {demonstration !== undefined && <p className="demonstration">{demonstration}</p>}
        <div className="header-line">
          <Link className="brand" to={brand.to}>
            <MeshMark />
            <span>{brand.label}</span>
          </Link>
          {/* A new key for each address: the menu is folded again on the page that it led to. */}
          <details className="menu" key={key}>
            <summary>
              <Pictogram name="menu" /> {say('platform.ui.menu')}
            </summary>
            <div className="menu-content">
              <Languages languages={languages} />
              <nav className="nav" aria-label={say('platform.ui.nav')}>
                <ul>
                  {nav.map((item) => (
                    <li key={item.to}>
                      <Link to={item.to} {...(item.current ? { 'aria-current': 'page' as const } : {})}>
                        {item.label}
                      </Link>
                    </li>
                  ))}
                </ul>
              </nav>
              {account !== undefined && <div className="account">{account}</div>}
            </div>
          </details>
        </div>
        <div className="header-mesh">
          <Mesh kind="line" />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">
        <Mesh kind="line" />
        <div className="footer-content">{footer}</div>
      </footer>
    </>
  )
}

// Full page loads: the words of another language are not in this page.
const Languages = ({ languages }: Pick<ShellProps, 'languages'>) => {
  const { say } = useLanguage()
  return (
    <nav className="languages" aria-label={say('platform.ui.languages')}>
      <Pictogram name="globe" />
      <ul>
        {languages.map(({ href, label, lang, current }) => (
          <li key={href}>
            <a href={href} lang={lang} hrefLang={lang} {...(current ? { 'aria-current': 'true' as const } : {})}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
