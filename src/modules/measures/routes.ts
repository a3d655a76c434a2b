import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/measures/routes'

export const measureRoutes: RouteConfigEntry[] = [
  route('my/measures/:network', `${AT}/mine.tsx`),
  route('my/measures/:network/answer/:answering/:step', `${AT}/my-answer.tsx`),
  route('measures/:network', `${AT}/team.tsx`),
  route('measures/:network/:person', `${AT}/person.tsx`),
  route('measures/:network/:person/new', `${AT}/new.tsx`),
  route('measures/:network/:person/answer/:answering/:step', `${AT}/answer.tsx`),
  route('measures/:network/:person/alert/:alert', `${AT}/alert.tsx`),
]
