import { publicKeys } from '../keys.server.ts'

/** The public halves of our keys, for providers that fetch them. */
export const loader = async () => Response.json(await publicKeys(), { headers: { 'cache-control': 'public, max-age=3600' } })
