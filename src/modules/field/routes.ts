import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const FOLDER = 'modules/field/routes'

export const fieldRoutes: RouteConfigEntry[] = [
  route('field', `${FOLDER}/shell.ts`),
  route('field/manifest.webmanifest', `${FOLDER}/manifest.ts`),
  route('field/worker.js', `${FOLDER}/worker.ts`),
  route('field/session', `${FOLDER}/session.ts`),
  route('field/pull', `${FOLDER}/pull.ts`),
  route('field/outbox', `${FOLDER}/outbox.ts`),
  route('field/shift', `${FOLDER}/shift.ts`),
  route('field/:network/files/:id', `${FOLDER}/file.ts`),
]
