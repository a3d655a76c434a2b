import { relative } from 'node:path'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale, languageOf } from '#platform/languages/locales.ts'
import { fillMessage, type Part, parseMessage } from '#platform/languages/message.ts'
import { catalogue, everyMessage, files, folders, textOf } from './catalogues.test-support.ts'

// Messages without easy-to-read French. Everybody else's words have it; a prefix that excuses nothing any more fails the test.
const WITHOUT = {
  'open to who works in a network only: forms, imports, errors at a field or a cell': [
    'cell.',
    'form.back',
    'form.conflict.',
    'form.fault.',
    'form.hint.',
    'form.languages',
    'form.note',
    'job.',
    'members.',
    'network.',
    'overview.',
    'mails.',
    'work.',
    'statements.',
    'sources.',
    'journal.',
    'guide.availability.',
    'guide.fault.',
    'guide.field.',
    'guide.rule.',
    'guide.saidState',
    'guide.settings.',
    'guide.state.',
    'guide.still',
    'guide.team.',
    'area.edit',
    'ask.delays.',
    'audit.',
    'backups.',
    'boards.',
    'cards.',
    'care.',
    'duty.after',
    'duty.born',
    'duty.counts',
    'duty.found',
    'duty.none',
    'duty.notOnDuty',
    'duty.onDuty',
    'duty.opened',
    'duty.outcome.',
    'duty.purpose',
    'duty.saved',
    'duty.search',
    'duty.teams.',
    'duty.title',
    'duty.told',
    'duty.why',
    'field.',
    'followed.',
    'glass.',
    'plans.rule.',
    'told.',
    'questions.',
    'pathTeam.',
    'review.',
    'locked.',
    'measures.team.',
    'stays.',
    'situations.team.',
    'outreach.team.',
    'directory.action.',
    'directory.choose',
    'directory.column.',
    'directory.conflict.',
    'directory.fault.',
    'directory.hint.',
    'directory.import.',
    'directory.manage.',
    'directory.none',
    'organisation.addService',
    'organisation.edit',
    'organisation.form.',
    'organisation.history',
    'organisation.membership.',
    'organisation.new.',
    'organisation.remove.',
    'organisation.role.',
    'organisation.saved',
    'service.capacity.',
    'service.desde',
    'service.edit',
    'service.new.',
    'service.remove.',
  ],
  'read by partners outside care, in plain words': ['partner.'],
  'only numbers, hours and dates: the words of usual French': ['hours.', 'period.', 'capacity.amount.', 'directory.chip'],
}
const PREFIXES = Object.values(WITHOUT).flat()
const mayLack = (id: string) => PREFIXES.some((prefix) => id.startsWith(prefix))

/** The arguments of a message with how each is used, however deep. */
const argumentsOf = (message: string): string[] => {
  const walk = (elements: ReturnType<typeof parse>): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.literal || element.type === TYPE.pound) return []
      if (element.type === TYPE.select || element.type === TYPE.plural)
        return [`${element.value} ${TYPE[element.type]}`, ...Object.values(element.options).flatMap(({ value }) => walk(value))]
      return [element.value]
    })
  return [...new Set(walk(parse(message)))].sort()
}
const namesOf = (message: string) => [...new Set(argumentsOf(message).map((argument) => argument.split(' ')[0] ?? ''))].sort()

describe('catalogues: the same in every language', () => {
  test('French, Dutch and English have all messages, and easy-to-read French those that a person may meet', () => {
    const missing: string[] = []
    for (const folder of folders) {
      const french = Object.keys(catalogue(folder, 'fr'))
      for (const locale of LOCALES) {
        const ids = new Set(Object.keys(catalogue(folder, locale)))
        for (const id of french)
          if (!ids.has(id) && !(locale === 'fr-x-falc' && mayLack(id))) missing.push(`${folder} ${locale}: ${id} is missing`)
        for (const id of ids) if (!french.includes(id)) missing.push(`${folder} ${locale}: ${id} is in no other language`)
      }
    }
    expect(missing).toEqual([])
  })

  test('every excuse for a lack of easy-to-read French is still needed', () => {
    const lacking = folders.flatMap((folder) =>
      Object.keys(catalogue(folder, 'fr')).filter((id) => !(id in catalogue(folder, 'fr-x-falc'))),
    )
    expect(PREFIXES.filter((prefix) => !lacking.some((id) => id.startsWith(prefix)))).toEqual([])
  })

  test('a message takes the same values in every language', () => {
    const different: string[] = []
    for (const folder of folders) {
      for (const [id, message] of Object.entries(catalogue(folder, 'fr'))) {
        for (const locale of LOCALES) {
          const other = catalogue(folder, locale)[id]
          if (other === undefined) continue
          // Easy-to-read French may say less; it may not ask for what nobody gives.
          const [french, its] = [namesOf(message), namesOf(other)]
          const isFine = locale === 'fr-x-falc' ? its.every((name) => french.includes(name)) : its.join() === french.join()
          if (!isFine) different.push(`${folder} ${locale} ${id}: {${its.join('}, {')}} where French has {${french.join('}, {')}}`)
        }
      }
    }
    expect(different).toEqual([])
  })

  test('no message is empty, none has a space too many, and none has a straight quote, which ICU reads as code', () => {
    const wrong = LOCALES.flatMap((locale) =>
      everyMessage(locale)
        .filter(({ message }) => message.trim() === '' || /'|<\/?[a-z]/.test(message) || / {2}/.test(message))
        .map(({ id, message }) => `${locale} ${id}: ${message}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('catalogues: our small reader of messages', () => {
  const speaker = (locale: Locale) => {
    const [numbers, rules] = [new Intl.NumberFormat(languageOf(locale)), new Intl.PluralRules(languageOf(locale))]
    return { number: (value: number) => numbers.format(value), plural: (value: number) => rules.select(value) }
  }

  test('says every message of every language as FormatJS does, for none, one, a few and many', () => {
    let compared = 0
    for (const locale of LOCALES) {
      for (const { id, message } of everyMessage(locale)) {
        const reference = new IntlMessageFormat(message, languageOf(locale), undefined, { ignoreTag: true })
        for (const value of [0, 1, 2, 5, 1234567.5, 'other', '00', 'Łódź {x}']) {
          if (typeof value === 'string' && /, (plural|number)/.test(message)) continue
          const values = Object.fromEntries(namesOf(message).map((name) => [name, value]))
          expect(fillMessage(parseMessage(message), values, speaker(locale)), `${locale} ${id}`).toBe(reference.format(values))
          compared += 1
        }
      }
    }
    expect(compared).toBeGreaterThan(1000)
  })

  test('reads choices within choices, and # as the nearest counted number', () => {
    const message =
      '{n, plural, =0 {nobody} one {# person{k, select, far { from afar} other {}}} other {# people in {m, plural, one {# place} other {# places}}}}'
    for (const values of [
      { n: 0, m: 1, k: 'far' },
      { n: 1, m: 1, k: 'far' },
      { n: 1, m: 2, k: 'near' },
      { n: 3000, m: 2, k: 'near' },
    ]) {
      expect(fillMessage(parseMessage(message), values, speaker('en'))).toBe(new IntlMessageFormat(message, 'en').format(values))
    }
  })

  test('a message that is not well formed is refused, with the message itself', () => {
    for (const message of [
      '{',
      '{n',
      '}',
      '{n, plural}',
      '{n, plural, one {#}}',
      '{n, date}',
      '{n, plural, offset:1 other {#}}',
      '{n, number, ::currency/EUR}',
      'a {} b',
      '{n, select, other {}',
    ]) {
      expect(() => parseMessage(message), message).toThrow(message)
    }
  })

  test('a value that nobody gives is a mistake that is heard', () => {
    expect(() => fillMessage(parseMessage('{who} came') as readonly Part[], {}, speaker('en'))).toThrow('{who}')
  })
})

describe('catalogues: easy-to-read French', () => {
  const sentences = (message: string) =>
    message
      .replaceAll(/\{\w+, (plural|select),[^{}]*\{([^{}]*)\}(\s*[\w=]+ \{[^{}]*\})*\}/g, '$2')
      .split(/[.!?:]\s|[.!?]$/)
      .map((sentence) => sentence.split(/[\s’-]+/).filter((word) => /\p{L}|\d|\{/u.test(word)).length)
      .filter((words) => words > 0)

  test('a sentence has fifteen words at most on average, in every catalogue, and none more than thirty', () => {
    const long: string[] = []
    for (const folder of folders) {
      const all = Object.entries(catalogue(folder, 'fr-x-falc')).flatMap(([id, message]) =>
        sentences(message).map((words) => ({ id, words })),
      )
      if (all.length === 0) continue
      const average = all.reduce((sum, { words }) => sum + words, 0) / all.length
      if (average > 15) long.push(`${folder}: ${average.toFixed(1)} words on average`)
      for (const { id, words } of all) if (words > 30) long.push(`${folder} ${id}: ${words} words in one sentence`)
    }
    expect(long).toEqual([])
  })
})

describe('catalogues: nothing is left over', () => {
  // What is built from parts: say(`signIn.failure.${failure}`). The part before the first value stands for all that it can become.
  const sources = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-support)\.tsx?$|\.d\.ts$/.test(file))
    .map(textOf)
    .join('\n')
  const built = [...sources.matchAll(/`([a-z][\w.-]*\.)(?:[\w-]*)\$\{/gi)].map(([, start = '']) => start)
  const joined = [...sources.matchAll(/['`]([a-z][\w-]*(?:\.[\w-]+)*\.)['`]/gi)].map(([, start = '']) => start)

  test('every message is said somewhere', () => {
    // All ids between quotation marks in one reading: a search for each through the whole source takes minutes by now.
    const said = new Set([...sources.matchAll(/(?<=['"`])[a-z][\w-]*(?:\.[\w-]+)*(?=['"`])/gi)].map(([id]) => id))
    const starts = new Set([...built, ...joined])
    const unused = folders.flatMap((folder) =>
      Object.keys(catalogue(folder, 'fr'))
        .filter((id) => !said.has(id) && ![...starts].some((start) => id.startsWith(start)))
        .map((id) => `${folder}: ${id}`),
    )
    expect(unused).toEqual([])
  })
})

test('every folder of messages is found', () => {
  expect(folders.length).toBeGreaterThanOrEqual(7)
  expect(folders.map((folder) => relative('', folder))).toContain('platform/messages')
})
