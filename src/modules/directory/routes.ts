import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const FOLDER = 'modules/directory/routes'

export const directoryRoutes: RouteConfigEntry[] = [
  route('directory', `${FOLDER}/search.tsx`),
  route('directory/export.csv', `${FOLDER}/export-csv.ts`),
  route('directory/export.json', `${FOLDER}/export-json.ts`),
  route('directory/territories/:id', `${FOLDER}/territory.tsx`),
  route('directory/:network/organisations/new', `${FOLDER}/organisation-new.tsx`),
  route('directory/:network/organisations/:id', `${FOLDER}/organisation.tsx`),
  route('directory/:network/organisations/:id/edit', `${FOLDER}/organisation-edit.tsx`),
  route('directory/:network/services/new', `${FOLDER}/service-new.tsx`),
  route('directory/:network/services/:id', `${FOLDER}/service.tsx`),
  route('directory/:network/services/:id/edit', `${FOLDER}/service-edit.tsx`),
  route('directory/:network/areas/:id', `${FOLDER}/area.tsx`),
  route('directory/:network/import', `${FOLDER}/import.tsx`),
  route('directory/:network/import/template.csv', `${FOLDER}/import-template.ts`),
]
