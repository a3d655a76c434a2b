import { Outlet } from 'react-router'
import { localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import type { Route } from './+types/language-layout'

export const loader = ({ params }: Route.LoaderArgs) => {
  if (localeOf(params.lang) === undefined) throw failed(new Problem('not_found'))
  return null
}

export default function LanguageLayout() {
  return <Outlet />
}
