import type { Route } from './+types/export-fhir'
import { sendTrail } from './reading.server.ts'

export const loader = (args: Route.LoaderArgs) => sendTrail(args, 'ndjson')
