import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const FOLDER = 'modules/stays/routes'
const MINE = 'modules/stays/space/routes'

export const stayRoutes: RouteConfigEntry[] = [
  route('stays/:network/:id', `${FOLDER}/board.tsx`),
  route('stays/:network/:id/people/:person', `${FOLDER}/resident.tsx`),
  route('stays/:network/:id/people/:person/admit', `${FOLDER}/admit.tsx`),
  route('stays/:network/:id/people/:person/measure', `${FOLDER}/new-measure.tsx`),
  route('stays/:network/:id/people/:person/measures/:measure', `${FOLDER}/measure.tsx`),
  route('stays/:network/:id/people/:person/measures/:measure/correct', `${FOLDER}/correct.tsx`),
  route('stays/:network/:id/register', `${FOLDER}/register.tsx`),
  route('stays/:network/:id/register.csv', `${FOLDER}/register-csv.ts`),
  route('stays/:network/:id/life', `${FOLDER}/life.tsx`),
  route('stays/:network/:id/settings', `${FOLDER}/settings.tsx`),
  route('my/:network/stays', `${MINE}/mine.tsx`),
  route('my/:network/stays/measures', `${MINE}/measures.tsx`),
  route('my/:network/stays/house', `${MINE}/house.tsx`),
]
