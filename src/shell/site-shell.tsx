import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Form, useLocation, useRouteLoaderData } from 'react-router'
import { type Actor, hasRole } from '#platform/actor.ts'
import { dropHeld } from '#platform/forms/held.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { LOCALE_NAMES, LOCALES, languageOf, segmentOf } from '#platform/languages/locales.ts'
import type { Failure } from '#platform/request.server.ts'
import { Button, Shell, TextLink, withoutSaved } from '#platform/ui/index.ts'
import { isOnDevice } from '../offline/here.ts'
import type { loader } from '../root.tsx'

const administersSome = (actor: Actor) => Object.keys(actor.roles).some((network) => hasRole(actor, network, 'administrator'))

// Who only reads (a member of the board, an elected official) has no teams, and is not sent to an empty page.
const isInTeams = (actor: Actor | undefined) =>
  actor !== undefined && Object.values(actor.roles).some((held) => held.some((role) => role !== 'reader'))

/** Header, navigation and footer around every page; tells a screen reader of each new page and moves the focus to its heading. */
export const SiteShell = ({ children, around }: { children: ReactNode; around?: Failure['around'] }) => {
  const { say, to, locale } = useLanguage()
  const { pathname, search } = useLocation()
  const root = useRouteLoaderData<typeof loader>('root') ?? around
  const announcement = useAnnouncedNavigation()
  useForgottenDevice(root?.actor.personId)
  const isSignedIn = root !== undefined && root.actor.personId !== ''
  const works = isSignedIn && Object.keys(root.actor.roles).length > 0
  const entries = [
    ...(root !== undefined && 'isOnDuty' in root && root.isOnDuty ? [{ to: to('/crisis'), label: say('nav.crisis') }] : []),
    { to: to('/directory'), label: say('nav.directory') },
    { to: to('/accounts'), label: say('nav.accounts') },
    ...(isSignedIn ? [{ to: to('/network'), label: say('nav.network') }] : []),
    ...(works ? [{ to: to('/journal'), label: say('nav.journal') }] : []),
    ...(isInTeams(root?.actor) ? [{ to: to('/care'), label: say('nav.care') }] : []),
    { to: to('/help'), label: say('nav.help') },
  ]
  const rest = pathname.split('/').slice(2).join('/')
  return (
    <Shell
      brand={{ to: to(''), label: 'Maillage' }}
      nav={entries.map((entry) => ({ ...entry, current: pathname.startsWith(entry.to) }))}
      languages={LOCALES.map((other) => ({
        href: `/${segmentOf(other)}${rest === '' ? '' : `/${rest}`}${withoutSaved(search)}`,
        label: LOCALE_NAMES[other],
        lang: languageOf(other),
        current: other === locale,
      }))}
      account={
        isSignedIn ? (
          <Form method="post" action={to('/sign-out')} onSubmit={dropHeld}>
            {administersSome(root.actor) && (
              <>
                <TextLink to={to('/admin')}>{say('nav.admin')}</TextLink>{' '}
              </>
            )}
            <TextLink to={to('/account')}>
              <span className="visually-hidden">{`${say('nav.account')}: `}</span>
              {root.actor.name}
            </TextLink>{' '}
            <Button kind="quiet" type="submit">
              {say('nav.signOut')}
            </Button>
          </Form>
        ) : (
          <TextLink to={to('/sign-in')}>{say('nav.signIn')}</TextLink>
        )
      }
      footer={<p>{say('footer.what')}</p>}
      {...(root?.isDemonstration ? { demonstration: say('demonstration.banner') } : {})}
    >
      <div aria-live="polite" className="visually-hidden">
        {announcement}
      </div>
      {children}
    </Shell>
  )
}

// A page change without a page load is silent and leaves the focus behind: say it and move it (WCAG 2.4.3; see oxidecomputer/console).
const useAnnouncedNavigation = () => {
  const { pathname } = useLocation()
  const previous = useRef(pathname)
  const [announcement, announce] = useState('')
  useEffect(() => {
    if (previous.current === pathname) return
    previous.current = pathname
    announce(document.title)
    document.getElementById('title')?.focus({ preventScroll: true })
  }, [pathname])
  return announcement
}

// What this device took along for the road is forgotten as soon as a page shows that nobody, or somebody else, is signed in here.
const useForgottenDevice = (personId: string | undefined) => {
  useEffect(() => {
    if (personId === undefined || !isOnDevice()) return
    void import('../offline/leave.ts').then(({ forgetUnless }) => forgetUnless(personId))
  }, [personId])
}
