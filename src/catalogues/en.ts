import { type Catalogue, merged } from '#platform/languages/catalogue.ts'

export default merged(import.meta.glob<Catalogue>('/src/**/messages/en.json', { eager: true, import: 'default' }))
