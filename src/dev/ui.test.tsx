import { describe, expect, test } from 'vitest'
import { htmlOf, pageOf } from '#platform/ui/render.test-support.tsx'
import Kit, { loader } from './ui.tsx'

const loaderFor = (isDevelopment: boolean) => {
  const context = { get: () => ({ isDevelopment }) }
  return () => loader({ context } as unknown as Parameters<typeof loader>[0])
}

describe('the page of the kit', () => {
  test('does not exist outside of development', () => {
    expect(loaderFor(true)()).toBeNull()
    expect(loaderFor(false)).toThrow(expect.objectContaining({ init: expect.objectContaining({ status: 404 }) }))
  })

  test('needs no style in the page, which the content security policy would refuse', () => {
    const html = htmlOf(<Kit />)
    expect(html).not.toMatch(/<[^>]+\sstyle=/)
    expect(html).not.toContain('<style')
  })

  test('has one heading of the first level and no level left out', () => {
    const levels = [...pageOf(<Kit />).querySelectorAll('h1,h2,h3,h4')].map((heading) => Number(heading.tagName.slice(1)))
    expect(levels.filter((level) => level === 1)).toEqual([1])
    expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
  })

  test('never uses an id twice', () => {
    const ids = [...pageOf(<Kit />).querySelectorAll('[id]')].map((element) => element.id)
    expect(ids.length).toBe(new Set(ids).size)
  })
})
