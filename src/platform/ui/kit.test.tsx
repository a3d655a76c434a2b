import { describe, expect, test } from 'vitest'
import { FunctionBadge, type FunctionCode, Verdict, type VerdictKind } from './badges.tsx'
import { CheckGroup, TextField } from './fields.tsx'
import { FigureTile, InlineFigure } from './figure.tsx'
import { ErrorSummary } from './form.tsx'
import { Pagination } from './navigation.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import { htmlOf, pageOf } from './render.test-support.tsx'
import { Shell } from './shell.tsx'
import { Table } from './table.tsx'

const idsIn = (value: string | null | undefined) => (value ?? '').split(' ').filter((id) => id !== '')

describe('the kit: forms', () => {
  test('an error in the summary leads to its field, whatever the field is called', () => {
    const page = pageOf(
      <>
        <ErrorSummary title="À revoir" errors={{ 'who.count[2]': 'Un nombre, s’il vous plaît.', fine: undefined }} />
        <TextField name="who.count[2]" label="Combien" error="Un nombre, s’il vous plaît." />
      </>,
    )
    const links = [...page.querySelectorAll('.error-summary a')]
    expect(links).toHaveLength(1)
    const target = page.getElementById(links[0]?.getAttribute('href')?.slice(1) ?? '')
    expect(target?.getAttribute('name')).toBe('who.count[2]')
  })

  test('nothing to say, no summary', () => {
    expect(htmlOf(<ErrorSummary title="À revoir" errors={{ title: undefined }} />)).toBe('')
  })

  test('a field is tied to its label, its hint and its error', () => {
    const page = pageOf(<TextField name="place" label="Lieu" hint="Une ville" error="Quel lieu ?" required />)
    const input = page.querySelector('input')
    expect(page.querySelector('label')?.getAttribute('for')).toBe(input?.getAttribute('id'))
    expect(idsIn(input?.getAttribute('aria-describedby')).map((id) => page.getElementById(id)?.textContent)).toEqual([
      'Une ville',
      'Quel lieu ?',
    ])
    expect(input?.getAttribute('aria-invalid')).toBe('true')
    expect(page.querySelector('label')?.textContent).toContain('obligatoire')
  })

  test('a field without an error claims none', () => {
    const input = pageOf(<TextField name="place" label="Lieu" />).querySelector('input')
    expect(input?.hasAttribute('aria-invalid')).toBe(false)
    expect(input?.hasAttribute('aria-describedby')).toBe(false)
  })

  test('the answers of a group share a name and keep what was chosen', () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
    const page = pageOf(<CheckGroup name="who" legend="Qui ?" options={options} defaultValues={['b']} error="Choisissez." />)
    const boxes = [...page.querySelectorAll('input')]
    expect(boxes.map((box) => box.getAttribute('name'))).toEqual(['who', 'who', 'who'])
    expect(boxes.map((box) => box.hasAttribute('checked'))).toEqual([false, true, false])
    expect(new Set(boxes.map((box) => box.id)).size).toBe(3)
    expect(page.getElementById(page.querySelector('fieldset')?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Choisissez.')
  })
})

describe('the kit: tables and figures', () => {
  const table = (
    <Table
      caption="Deux services"
      columns={[
        { key: 'name', label: 'Service' },
        { key: 'places', label: 'Places', numeric: true },
      ]}
      rows={[
        { key: 'a', href: '/fr/a', cells: { name: 'Un', places: 24 } },
        { key: 'b', cells: { name: 'Deux', places: '' } },
      ]}
    />
  )

  test('each cell carries the name of its column for a phone, and an empty one says that it is empty', () => {
    const cells = [...pageOf(table).querySelectorAll('tbody td')]
    expect(cells.map((cell) => cell.getAttribute('data-label'))).toEqual(['Places', 'Places'])
    expect(cells.map((cell) => cell.hasAttribute('data-empty'))).toEqual([false, true])
  })

  test('a table stays a table for a screen reader when it is laid out as cards', () => {
    const page = pageOf(table)
    expect(page.querySelector('table')?.getAttribute('role')).toBe('table')
    expect([...page.querySelectorAll('tbody tr')].every((row) => row.getAttribute('role') === 'row')).toBe(true)
    expect(page.querySelector('tbody th')?.getAttribute('scope')).toBe('row')
    expect(page.querySelector('tbody th a')?.getAttribute('href')).toBe('/fr/a')
  })

  test('groups of rows share the names of the columns, and what stands under a name has no column', () => {
    const page = pageOf(
      <Table
        caption="Par mois"
        columns={[
          { key: 'name', label: 'Quoi' },
          { key: 'kind', label: 'Genre', under: true },
          { key: 'when', label: 'Quand', whole: true },
        ]}
        rows={[
          { key: 'june', title: 'juin', rows: [{ key: 'a', href: '/fr/a', cells: { name: 'Un', kind: 'réunion', when: 'le 2' } }] },
          { key: 'may', title: 'mai', rows: [{ key: 'b', cells: { name: 'Deux', kind: 'visite', when: 'le 3' } }] },
        ]}
      />,
    )
    expect([...page.querySelectorAll('thead th')].map((th) => th.textContent)).toEqual(['Quoi', 'Quand'])
    const heads = [...page.querySelectorAll('th[scope=rowgroup]')]
    expect(heads.map((th) => [th.textContent, th.getAttribute('colSpan')])).toEqual([
      ['juin', '2'],
      ['mai', '2'],
    ])
    expect(page.querySelectorAll('tbody')).toHaveLength(2)
    expect(page.querySelector('tbody th[scope=row] a')?.textContent).toBe('Un')
    expect(page.querySelector('tbody th[scope=row] .table-under')?.textContent).toBe('réunion')
  })

  test('a figure in a text says what it counts to those who cannot see the text around it', () => {
    const link = pageOf(<InlineFigure shown="303" href="/fr/figures/1" label="conseils locaux actifs" />).querySelector('a')
    expect(link?.textContent).toBe('303 (conseils locaux actifs, d’où vient ce chiffre)')
    expect(link?.getAttribute('href')).toBe('/fr/figures/1')
  })

  test('a figure on a tile has its unit, its period, the year before and its source', () => {
    const tile = pageOf(
      <FigureTile
        label="Conseils"
        shown="303"
        unitLabel="conseils"
        periodLabel="en 2025"
        href="#x"
        kind="published"
        previous={{ shown: '298', periodLabel: 'en 2024' }}
      />,
    ).querySelector('.figure-tile')
    expect(tile?.querySelector('.figure-value')?.textContent).toBe('303 conseils')
    expect(tile?.querySelector('.figure-period')?.textContent).toBe('en 2025')
    expect(tile?.querySelector('.figure-previous')?.textContent).toBe('en 2024 : 298')
    expect(tile?.querySelector('.figure-source a')?.textContent).toBe('Publié : d’où vient ce chiffre, Conseils')
  })
})

describe('the kit: marks', () => {
  const pathOf = (html: string) => /<path d="([^"]+)"/.exec(html)?.[1]

  test('each function has a shape of its own and its word, so that colour is never alone', () => {
    const codes: readonly FunctionCode[] = ['1', '2A', '2B', '3', '4', '5']
    const badges = codes.map((code) => htmlOf(<FunctionBadge code={code} label={`fonction ${code}`} />))
    expect(new Set(badges.map(pathOf)).size).toBe(codes.length)
    for (const [index, badge] of badges.entries()) expect(badge).toContain(`fonction ${codes[index]}`)
  })

  test('each verdict has a sign of its own', () => {
    const verdicts: readonly VerdictKind[] = ['holds', 'holds-within-rounding', 'implies', 'contradicts']
    expect(new Set(verdicts.map((verdict) => pathOf(htmlOf(<Verdict verdict={verdict} label="x" />)))).size).toBe(verdicts.length)
  })

  test('the answer to an act is said aloud, advice is not', () => {
    const roleOf = (kind: 'info' | 'saved' | 'attention' | 'danger') =>
      pageOf(<Notice kind={kind}>x</Notice>)
        .querySelector('.notice')
        ?.getAttribute('role') ?? null
    expect((['info', 'saved', 'attention', 'danger'] as const).map(roleOf)).toEqual([null, 'status', null, 'alert'])
  })
})

describe('the kit: pages', () => {
  test('the heading can take the focus after a navigation', () => {
    const heading = pageOf(<Page title="Annuaire" purpose="Qui fait quoi, et où." back={{ to: '/fr', label: 'Accueil' }} />).querySelector(
      'h1',
    )
    expect(heading?.id).toBe('title')
    expect(heading?.getAttribute('tabindex')).toBe('-1')
  })

  test('the first link of the shell jumps over the menus to the content', () => {
    const page = pageOf(
      <Shell
        brand={{ to: '/fr', label: 'Maillage' }}
        nav={[{ to: '/fr/directory', label: 'Annuaire', current: true }]}
        languages={[{ href: '/nl', label: 'Nederlands', lang: 'nl', current: false }]}
        demonstration="Ceci est une démonstration."
      >
        <p>contenu</p>
      </Shell>,
    )
    const first = page.querySelector('a')
    expect(page.getElementById(first?.getAttribute('href')?.slice(1) ?? '')?.textContent).toBe('contenu')
    expect(page.querySelector('[aria-current=page]')?.textContent).toBe('Annuaire')
    expect(page.querySelector('a[lang=nl]')?.getAttribute('href')).toBe('/nl')
    expect(page.querySelector('header')?.textContent).toContain('Ceci est une démonstration.')
  })

  test('a list knows its neighbours, and a list of one page has none', () => {
    const links = (page: number, pages: number) =>
      [...pageOf(<Pagination page={page} pages={pages} hrefOf={(to) => `/fr/d?page=${to}`} />).querySelectorAll('a')].map((link) =>
        link.getAttribute('href'),
      )
    expect(links(1, 1)).toEqual([])
    expect(links(1, 3)).toEqual(['/fr/d?page=2'])
    expect(links(2, 3)).toEqual(['/fr/d?page=1', '/fr/d?page=3'])
    expect(links(3, 3)).toEqual(['/fr/d?page=2'])
  })
})
