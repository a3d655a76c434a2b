import { renderToStaticMarkup } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { describe, expect, test } from 'vitest'
import { LanguageProvider } from '#platform/languages/intl.tsx'
import { type Locale, segmentOf } from '#platform/languages/locales.ts'
import { OpeningHours } from './hours.tsx'

const said = (notation: string, locale: Locale = 'fr') => {
  const router = createMemoryRouter(
    [
      {
        path: '/:lang',
        element: (
          <LanguageProvider locale={locale}>
            <OpeningHours notation={notation} />
          </LanguageProvider>
        ),
      },
    ],
    { initialEntries: [`/${segmentOf(locale)}`] },
  )
  const html = renderToStaticMarkup(<RouterProvider router={router} />)
  return html.includes('<li>') ? [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, line]) => line) : [html]
}

describe('opening hours in words', () => {
  test('are said in each language, days with the same hours together', () => {
    const notation = 'Mo-Fr 08:30-12:00,13:00-16:30; Sa 09:00-12:00; PH off'
    expect(said(notation)).toEqual([
      'Du lundi au vendredi : de 8 h 30 à 12 h et de 13 h à 16 h 30',
      'Samedi : de 9 h à 12 h',
      'Les jours fériés : fermé',
    ])
    expect(said(notation, 'nl')).toEqual([
      'Van maandag tot vrijdag: van 8.30 uur tot 12 uur en van 13 uur tot 16.30 uur',
      'Zaterdag: van 9 uur tot 12 uur',
      'Op feestdagen: gesloten',
    ])
    expect(said(notation, 'en')).toEqual([
      'Monday to Friday: from 8:30 to 12:00 and from 13:00 to 16:30',
      'Saturday: from 9:00 to 12:00',
      'On public holidays: closed',
    ])
  })
  test('day and night are said in one line, with what holds on holidays', () => {
    expect(said('24/7', 'en')).toEqual(['Open day and night, every day'])
    expect(said('24/7; PH off', 'en')).toEqual(['Open day and night, every day', 'On public holidays: closed'])
  })
  test('over midnight are said to end the next day', () => {
    expect(said('Fr,Su 20:00-02:00', 'en')).toEqual(['Friday and Sunday: from 20:00 to 2:00 the next day'])
  })
  test('that are not in the notation are shown as they were written', () => {
    expect(said('sur rendez-vous <b>')).toEqual(['sur rendez-vous &lt;b&gt;'])
  })
})
