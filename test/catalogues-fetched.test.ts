import { describe, expect, test } from 'vitest'
import { foldersOf } from '../src/catalogues/browser.ts'
import { catalogue, files, folders, textOf } from './catalogues.test-support.ts'

describe('catalogues: what the browser fetches', () => {
  // The screens of each part of the site with an address of it; all other screens may stand anywhere and speak with the words of every page.
  const PARTS: readonly (readonly [RegExp, string])[] = [
    [/^modules\/care\/ask\/(routes|screen)\/delay/, 'care/ccoms/delays'],
    [/^modules\/care\/ask\//, 'ask'],
    [/^modules\/boards\/(routes\/(rota|coverage)|screen\/(rota|copy))/, 'boards/ccoms/x/rota'],
    [/^modules\/boards\//, 'boards/ccoms/x'],
    [/^modules\/directory\//, 'directory'],
    [/^modules\/care\//, 'care/x'],
    [/^modules\/guide\//, 'guide/ccoms'],
    [/^offline\//, 'field'],
    [/^modules\/journal\//, 'journal/ccoms'],
    [/^modules\/network\//, 'network/belgium'],
    [/^modules\/overview\//, 'overview/belgium'],
    [/^modules\/account\/statements\//, 'accounts/ccoms/statements'],
    [/^modules\/notices\//, 'admin/jobs'],
    [/^modules\/measures\//, 'measures/ccoms'],
    [/^modules\/plans\/(changes|routes\/crisis\.)/, 'my/ccoms/crisis'],
    [/^modules\/plans\/(routes\/crisis-edit|screen\/plan-fields)/, 'my/ccoms/crisis/edit'],
    [/^modules\/plans\/(routes\/recovery|screen\/recovery)/, 'my/ccoms/recovery'],
    [/^modules\/plans\/(routes\/circle|screen\/invite)/, 'my/ccoms/circle'],
    [/^modules\/plans\/routes\/(carer|join|shared|together)/, 'circle'],
    [/^modules\/plans\/routes\/written/, 'my/ccoms/written'],
    [/^modules\/paths\/routes\/partner/, 'partner'],
    [/^modules\/paths\/team\//, 'paths/ccoms'],
    [/^modules\/paths\//, 'my/path/ccoms'],
    [/^modules\/stays\/space\//, 'my/ccoms/stays'],
    [/^modules\/stays\//, 'stays/ccoms'],
    [/^modules\/plans\/(routes\/(duty-teams|duty-networks|glass-review)|screen\/rules)/, 'admin/duty/ccoms'],
    [/^modules\/plans\/routes\/questions/, 'questions/ccoms'],
    [/^modules\/plans\/(routes\/looked|screen\/look-line)/, 'my/ccoms/looked'],
    [/^modules\/plans\/(routes\/(duty|opened|glass|followed|proposed)|screen\/(outcome|propose|tell))/, 'plans/ccoms'],
    [/^modules\/plans\//, 'my/ccoms'],
    [/^modules\/outreach\/(routes\/(stops|month)|screen\/turns)/, 'outreach/ccoms'],
    [/^modules\/outreach\//, 'outreach/ccoms/teams/x'],
    [/^modules\/situations\/(screen|routes)\/(my|mine|parts)/, 'my/situations'],
    [/^modules\/situations\//, 'situations/ccoms'],
    [/^modules\/audit\//, 'admin/audit/ccoms'],
    [/^modules\/identity\/sessions\/routes\/locked/, 'admin/locked/ccoms'],
    [/^modules\/identity\/sessions\//, 'account/sessions'],
    [/^modules\/identity\/person-account\//, 'open'],
    [/^modules\/identity\/closing\//, 'account/close'],
    [/^modules\/identity\/members\//, 'admin/people/ccoms'],
    [/^modules\/identity\/invitations\//, 'invitation/x'],
    [/^modules\/identity\//, 'account/security'],
    [/^modules\/account\//, 'accounts/ccoms/2025'],
    [/./, ''],
  ]
  const isScreen = (file: string) => /\.tsx$/.test(file) && !/^dev\/|test/.test(file)
  const everyId = new Map(
    folders.flatMap((folder) => Object.keys(catalogue(folder, 'fr')).map((id) => [id, folder.replace('/messages', '')] as const)),
  )

  test('a screen has the words that it says: those of its part of the site and those of every page', () => {
    let said = 0
    const absent: string[] = []
    for (const file of files.filter(isScreen)) {
      const provided = foldersOf(PARTS.find(([pattern]) => pattern.test(file))?.[1] ?? '')
      for (const [, id = ''] of textOf(file).matchAll(/['"]([a-z][\w-]*(?:\.[\w-]+)+)['"]/gi)) {
        const home = everyId.get(id)
        if (home === undefined) continue
        said += 1
        if (!provided.includes(home))
          absent.push(`${file} says ${id}, whose words (${home}) are not fetched there: see src/catalogues/browser.ts`)
      }
    }
    expect(absent).toEqual([])
    expect(said).toBeGreaterThan(300)
  })
})
