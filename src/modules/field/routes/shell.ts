import { redirect } from 'react-router'
import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { POLICY, shellPage } from '../shell.server.ts'
import type { Route } from './+types/shell'

/** The area for the road: one page without anything of anybody, so that a device may keep it. Workers only: there is no easy-to-read one. */
export const loader = ({ params }: Route.LoaderArgs) => {
  const locale = localeOf(params.lang) ?? 'fr'
  if (locale === 'fr-x-falc') return redirect('/fr/field')
  return new Response(shellPage(languageOf(locale)), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'cache-control': 'private, no-cache' },
  })
}
