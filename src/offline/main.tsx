import '#platform/ui/index.css'
import './field.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { provideCatalogue } from '#platform/languages/catalogue.ts'
import { LanguageProvider } from '#platform/languages/intl.tsx'
import type { Language } from '#platform/languages/locales.ts'
import { App } from './app/app.tsx'
import { FieldProvider } from './app/use-field.tsx'
import { makeField } from './field.ts'
import { openBox } from './store/indexed.ts'
import { watch } from './watch.ts'

type Given = { language: Language; words: Record<string, string> }

const { language, words } = JSON.parse(document.getElementById('words')?.textContent ?? '{}') as Given
provideCatalogue(language, words)
const field = makeField(await openBox(), language)
const root = document.getElementById('field')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider locale={language}>
        <FieldProvider field={field}>
          <App language={language} />
        </FieldProvider>
      </LanguageProvider>
    </StrictMode>,
  )
await watch(field, language)
