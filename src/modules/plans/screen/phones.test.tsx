import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withPhones, withUrgent } from './phones.tsx'

test('a telephone number in what somebody wrote can be touched, and a year or a short number stays as it is', () => {
  const html = renderToStaticMarkup(<p>{withPhones('Bo : 06 12 34 56 78\nÉquipe : +32 71 92.00.11, chambre 2026')}</p>)
  expect(html).toBe(
    '<p>Bo : <a href="tel:0612345678">06 12 34 56 78</a>\nÉquipe : <a href="tel:+3271920011">+32 71 92.00.11</a>, chambre 2026</p>',
  )
})

test('the numbers for an emergency can be touched, and nothing else of the sentence', () => {
  const html = renderToStaticMarkup(<p>{withUrgent('Danger : 112. En Belgique, 0800 32 123 ou 1813 ; né en 1112.')}</p>)
  expect(html).toBe(
    '<p>Danger : <a href="tel:112">112</a>. En Belgique, <a href="tel:080032123">0800 32 123</a> ou <a href="tel:1813">1813</a> ; né en 1112.</p>',
  )
})
