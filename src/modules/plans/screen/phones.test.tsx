import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withPhones } from './phones.tsx'

test('a telephone number in what somebody wrote can be touched, and a year or a short number stays as it is', () => {
  const html = renderToStaticMarkup(<p>{withPhones('Bo : 06 12 34 56 78\nÉquipe : +32 71 92.00.11, chambre 2026')}</p>)
  expect(html).toBe(
    '<p>Bo : <a href="tel:0612345678">06 12 34 56 78</a>\nÉquipe : <a href="tel:+3271920011">+32 71 92.00.11</a>, chambre 2026</p>',
  )
})
