import { type Catalogue, merged } from '#platform/languages/catalogue.ts'
import french from './fr.ts'

// Screens of administration exist in French only; what persons read has its own words (catalogues.test.ts says which must).
export default { ...french, ...merged(import.meta.glob<Catalogue>('/src/**/messages/fr-x-falc.json', { eager: true, import: 'default' })) }
