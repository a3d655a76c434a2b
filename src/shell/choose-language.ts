import { redirect } from 'react-router'
import { negotiate, segmentOf } from '#platform/languages/locales.ts'
import type { Route } from './+types/choose-language'

/** The bare address leads to the reader's language, French when in doubt. */
export const loader = ({ request }: Route.LoaderArgs) => redirect(`/${segmentOf(negotiate(request.headers.get('accept-language')))}`)
