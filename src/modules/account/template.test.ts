import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readEasyTemplate } from './easy-template.ts'
import { isIndicator } from './indicators/index.ts'
import { readTemplate } from './template.ts'

const minimal = (text: string) => `# Account\n\nWhat was done\n\n## Chapter\n\n${text}\n`
const blocksOf = (text: string) => readTemplate(minimal(text)).chapters[0]?.blocks

describe('the template of an account', () => {
  test('names a figure and its part in running text', () => {
    expect(blocksOf('In all :f[qr.interviews]{group=users} interviews.')).toEqual([
      {
        type: 'paragraph',
        inlines: [
          { type: 'text', text: 'In all ' },
          { type: 'figure', indicator: 'qr.interviews', attributes: { group: 'users' } },
          { type: 'text', text: ' interviews.' },
        ],
        line: 7,
      },
    ])
  })
  test.each(['We met 92 teams.', '- since 2017', '**3** sessions', '### Year 2025'])('refuses a number that is typed: %s', (text) => {
    expect(() => readTemplate(minimal(text))).toThrow(/no number typed/)
  })
  test('takes a name with digits between backticks', () => {
    expect(blocksOf('The service `59G21`.')).toMatchObject([{ inlines: [{ text: 'The service ' }, { text: '59G21' }, { text: '.' }] }])
  })
  test('says the line of a directive that does not exist', () => {
    expect(() => readTemplate(minimal('::graph{of=clsm.active}'))).toThrow(expect.objectContaining({ line: 7 }))
  })
  test('every figure that a template of the repository names is an indicator', async () => {
    const files = (await readdir('data', { recursive: true })).filter((name) => /account\.[\w-]+\.md$/.test(name))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const text = await readFile(`data/${file}`, 'utf8')
      if (file.includes('falc')) readEasyTemplate(text)
      else readTemplate(text)
      const named = [...text.matchAll(/:f\[([^\]]+)\]/g), ...text.matchAll(/\bof=([a-z][\w.-]*\.[\w.-]+)/g)].map(([, name]) => name ?? '')
      expect(named.filter((name) => !isIndicator(name))).toEqual([])
    }
  })
})

describe('the template that is easy to read', () => {
  const easy = (text: string) => readEasyTemplate(minimal(text)).chapters[0]?.ideas
  test('is made of ideas, each with its pictogram', () => {
    expect(easy('::pictogram{name=team}\n\nNous sommes :f[gcs.members] hôpitaux.\n\n::pictogram{name=heart}\n\nMerci.')).toMatchObject([
      { pictogram: 'team', inlines: [{ type: 'text' }, { type: 'figure', indicator: 'gcs.members' }, { type: 'text' }] },
      { pictogram: 'heart', inlines: [{ text: 'Merci.' }] },
    ])
  })
  test.each([
    ['a paragraph without a pictogram', 'Une idée.', /before each paragraph/, 7],
    ['a pictogram that nobody drew', '::pictogram{name=unicorn}\n\nUne idée.', /before each paragraph/, 9],
    ['a pictogram without an idea', '::pictogram{name=team}', /a paragraph after/, 7],
    ['a chart', '::chart{of=clsm.active}', /alone/, 7],
    ['a list', '- un\n- deux', /alone/, 7],
    ['a long sentence', `::pictogram{name=team}\n\nBref. Elle ${'marche et '.repeat(9)}dort.`, /at most 18 words .*found 20/, 9],
  ])('refuses %s, and says its line', (_, text, message, line) => {
    expect(() => easy(text)).toThrow(expect.objectContaining({ line, message: expect.stringMatching(message) }))
  })
})
