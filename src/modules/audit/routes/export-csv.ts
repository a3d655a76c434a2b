import type { Route } from './+types/export-csv'
import { sendTrail } from './reading.server.ts'

export const loader = (args: Route.LoaderArgs) => sendTrail(args, 'csv')
