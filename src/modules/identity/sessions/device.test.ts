import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BROWSERS, deviceOf, SYSTEMS } from './device.ts'

describe('a device in words', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
      'chrome',
      'windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0 Safari/537.36 Edg/153.0',
      'edge',
      'windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
      'safari',
      'iphone',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/153.0 Mobile/15E148 Safari/604.1',
      'chrome',
      'iphone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 8.0; SM-G930F) AppleWebKit/537.36 SamsungBrowser/9.2 Chrome/67.0 Mobile Safari/537.36',
      'samsung',
      'android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'firefox', 'linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15', 'safari', 'mac'],
    ['curl/8.0', 'other', 'other'],
  ])('%s', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system })
  })

  test('whatever a browser calls itself, one of our few words is all that is kept', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant(null)), (userAgent) => {
        const { browser, system } = deviceOf(userAgent)
        expect(BROWSERS).toContain(browser)
        expect(SYSTEMS).toContain(system)
        expect(`${browser}${system}`).toMatch(/^[a-z]{1,40}$/)
      }),
    )
  })
})
