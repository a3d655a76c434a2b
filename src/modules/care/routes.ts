import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const FOLDER = 'modules/care/routes'

export const careRoutes: RouteConfigEntry[] = [
  route('care', `${FOLDER}/teams.tsx`),
  route('care/:network', `${FOLDER}/network.tsx`),
  route('care/:network/emergencies', `${FOLDER}/emergencies.tsx`),
  route('care/:network/teams/:id', `${FOLDER}/team.tsx`),
  route('care/:network/teams/:id/call', `${FOLDER}/call.tsx`),
  route('care/:network/teams/:id/manage', `${FOLDER}/manage.tsx`),
  route('care/:network/requests/:id', `${FOLDER}/request.tsx`),
  route('care/:network/people/:id', `${FOLDER}/person.tsx`),
  route('care/:network/people/:id/contact', `${FOLDER}/contact.tsx`),
  route('care/:network/people/:id/send', `${FOLDER}/send.tsx`),
  route('care/:network/people/:id/edit', `${FOLDER}/edit.tsx`),
  route('care/:network/people/:id/same', `${FOLDER}/same.tsx`),
]
