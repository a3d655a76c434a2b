import { type Catalogue, merged } from '#platform/languages/catalogue.ts'

export default merged(import.meta.glob<Catalogue>('/src/**/messages/nl.json', { eager: true, import: 'default' }))
