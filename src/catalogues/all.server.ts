import { provideCatalogue } from '#platform/languages/catalogue.ts'
import en from './en.ts'
import fr from './fr.ts'
import falc from './fr-x-falc.ts'
import nl from './nl.ts'

provideCatalogue('fr', fr)
provideCatalogue('nl', nl)
provideCatalogue('en', en)
provideCatalogue('fr-x-falc', falc)
