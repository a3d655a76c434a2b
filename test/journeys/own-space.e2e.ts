import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { violations } from './axe.ts'
import { sayIn, sessionFor, sessionOf, useBrowser, visit } from './journey.ts'
import { asIn, type Cast, cast, enter, NETWORK, OLD_PHONE, owner, PHONE, press } from './own-space.ts'

const browser = useBrowser()
const as = asIn(browser)
const say = sayIn('fr')
const easy = sayIn('fr-x-falc')
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first().waitFor()

let all: Cast
beforeAll(async () => {
  all = await cast()
})

describe('a person writes a crisis plan with a peer-support worker and it is found three months later', () => {
  test('the peer-support worker proposes, on a phone and without JavaScript', async () => {
    const page = await as(all.peer, OLD_PHONE)
    await page.goto(`/fr/plans/${NETWORK}`)
    await page.getByRole('link', { name: all.family }).click()
    await page.locator('main summary', { hasText: say('followed.write.open') }).click()
    await page.getByLabel(say('crisisPlan.part.helps')).fill('Une voix calme, et marcher.')
    await page.getByLabel(say('crisisPlan.part.worse')).fill('Les lumières fortes.')
    await press(page, say('followed.send'))
    await page.getByText(say('followed.saved.proposed')).waitFor()
  })

  test('the person takes it, adds their own words and keeps a version, in easy-to-read French', async () => {
    const page = await as(all.person, OLD_PHONE)
    await page.goto('/falc')
    await page.getByRole('link', { name: easy('home.act.my') }).click()
    await page
      .getByRole('link', { name: easy('crisisPlan.title') })
      .first()
      .click()
    await page.getByText('Les lumières fortes.').waitFor()
    await press(page, easy('space.proposals.accept'))
    await page.getByText(easy('crisisPlan.saved.accept')).waitFor()
    await page.getByRole('link', { name: easy('crisisPlan.change') }).click()
    await page.getByLabel(easy('crisisPlan.part.signs')).fill('Je ne dors plus.')
    await page.getByLabel(easy('crisisPlan.duty.allow')).check()
    await press(page, easy('crisisPlan.keep'))
    await page.getByText(easy('crisisPlan.saved.written')).waitFor()
    expect(await page.locator('main').innerText()).toContain('Une voix calme, et marcher.')
  })

  test('what the person writes outlives a page that is shut and a press without a network, and both versions can be compared', async () => {
    const page = await as(all.person, PHONE)
    const helps = () => page.getByLabel(say('crisisPlan.part.helps'), { exact: true })
    await visit(page, `/fr/my/${NETWORK}/crisis/edit`)
    await helps().fill('Une voix calme, et marcher.\nUne couverture.')
    // The telephone shuts the page, and opens it again.
    await visit(page, `/fr/my/${NETWORK}`)
    await visit(page, `/fr/my/${NETWORK}/crisis/edit`)
    await page.getByText(say('kept.back'), { exact: true }).waitFor()
    expect(await helps().inputValue()).toBe('Une voix calme, et marcher.\nUne couverture.')
    await page.context().setOffline(true)
    await press(page, say('crisisPlan.keep'))
    await page.getByText(say('recovery.sync.offline')).waitFor()
    await page.context().setOffline(false)
    await page.getByText(say('crisisPlan.saved.written')).waitFor()
    await page.locator('main li a[href*="version="]').last().click()
    const changes = page.locator('#changes')
    await changes.getByText(say('crisisPlan.part.helps'), { exact: true }).waitFor()
    expect(await changes.innerText()).toMatch(new RegExp(`${say('changes.more')}\\s+[^]*Une couverture\\.`))
    await visit(page, `/fr/my/${NETWORK}/crisis/edit`)
    expect(await page.getByText(say('kept.back'), { exact: true }).count()).toBe(0)
    browser.forgive(/ERR_INTERNET_DISCONNECTED/)
  })

  test('three months later a worker on duty finds it with a slip in the name, in two taps', async () => {
    await owner("update plans.crisis_version set written_at = written_at - interval '3 months' where person_id = $1", [all.file])
    const page = await as(all.duty, PHONE)
    await visit(page, `/fr/crisis/${NETWORK}`)
    await page.getByRole('searchbox').fill(all.family.replace('Lefèvre', 'lefebvre zoe'))
    await page.keyboard.press('Enter')
    // The two taps: whom, and why.
    await page.locator('main summary', { hasText: all.family }).click()
    await press(page, say('duty.reason.visit'))
    await page.getByText('Une voix calme, et marcher.').waitFor()
    await page.getByText('Je ne dors plus.').waitFor()
    // Nothing is answered for them; then once, and the questions are gone.
    await press(page, say('duty.outcome.act'))
    await page.getByText(say('duty.outcome.missing')).first().waitFor()
    await page.getByLabel(say('duty.outcome.found.in_time'), { exact: true }).check()
    await page.getByLabel(say('duty.outcome.used.yes'), { exact: true }).check()
    await press(page, say('duty.outcome.act'))
    await page.getByText(say('duty.saved')).waitFor()
    await page.goto(`/fr/crisis/${NETWORK}/${all.file}`)
    await page.getByText(say('duty.outcome.noted')).waitFor()
    expect((await visit(page, `/fr/crisis/${NETWORK}?born=2026-02-31`))?.status()).toBe(200)
    await page.getByText(say('duty.born.wrong')).waitFor()
    // The browser says as well that there is no such day, once the page's own program has taken over.
    browser.forgive(/status of 422|does not conform/)
  })

  test('the person sees who it was and why, and stops it at once', async () => {
    const page = await as(all.person, OLD_PHONE)
    await page.goto('/fr/my')
    await page.getByText(say('space.openedWithout')).waitFor()
    await page.goto(`/fr/my/${NETWORK}/looked`)
    const seen = await page.locator('main').innerText()
    for (const words of ['Dina', say('looked.profession.nurse'), say('looked.action.plans.openInCrisis'), say('duty.reason.visit')])
      expect(seen).toContain(words)
    await page.goto(`/fr/my/${NETWORK}`)
    expect(await page.getByText(say('space.openedWithout')).count()).toBe(0)
    await page.goto(`/fr/my/${NETWORK}/crisis`)
    await press(page, say('crisisPlan.duty.stop'))
    await page.getByText(say('crisisPlan.saved.noDuty')).waitFor()
    const duty = await as(all.duty, OLD_PHONE)
    expect((await duty.goto(`/fr/crisis/${NETWORK}/${all.file}`))?.status()).toBe(404)
    await duty.goto(`/fr/crisis/${NETWORK}?q=lefevre`)
    expect(await duty.locator('main').innerText()).not.toContain(all.family)
    browser.forgive(/status of 404/)
  })

  test('the plan leaves as a page and as a card', async () => {
    const cookie = await sessionFor(all.person)
    for (const name of ['plan.pdf', 'card.pdf']) {
      const response = await fetch(`${inject('address')}/fr/my/${NETWORK}/crisis/${name}`, { headers: { cookie } })
      expect(response.headers.get('content-type')).toBe('application/pdf')
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
  })
})

describe('a curious colleague is refused and a break-glass is reviewed', () => {
  test('a colleague who does not follow the person sees nothing, and that there is nothing to see', async () => {
    const page = await as(all.colleague, OLD_PHONE)
    for (const path of [
      `/fr/plans/${NETWORK}/${all.file}`,
      `/fr/glass/${NETWORK}/${all.file}`,
      `/fr/circle/${NETWORK}/${all.file}`,
      `/fr/my/${NETWORK}`,
    ])
      expect((await page.goto(path))?.status(), path).toBe(404)
    await page.goto(`/fr/crisis/${NETWORK}?q=lefevre`)
    expect(await page.locator('main').innerText()).not.toContain(all.family)
    browser.forgive(/status of 404/)
  })

  test('breaks the glass with a reason, for one hour', async () => {
    const page = await as(all.colleague, OLD_PHONE)
    await page.goto(`/fr/glass/${NETWORK}`)
    await page.getByLabel(say('glass.name')).fill(`Zoe ${all.family}`)
    await page.getByLabel(say('duty.born')).fill('1991-02-03')
    await page.getByLabel(say('glass.reason')).fill('court')
    await press(page, say('glass.act', { minutes: 60 }))
    await page.getByText(say('glass.lacks')).waitFor()
    await page.getByText(say('glass.lacks.reason')).waitFor()
    await page.getByLabel(say('glass.reason')).fill('Trouvée seule la nuit, ne répond pas.')
    await press(page, say('glass.act', { minutes: 60 }))
    await heading(page, `Zoé ${all.family}`)
    await page.getByText('Une voix calme, et marcher.').waitFor()
    browser.forgive(/status of 422/)
  })

  test('the person is told, sees the reason and asks about it', async () => {
    const mails = await owner(
      "select from mail.message where template = 'glassBroken' and to_person = (select id from identity.person where email = $1)",
      [all.person],
    )
    expect(mails).toHaveLength(1)
    const page = await as(all.person, OLD_PHONE)
    await page.goto(`/fr/my/${NETWORK}/looked`)
    const line = page.locator('main .plan-list > li', { hasText: say('looked.action.plans.breakGlass') })
    expect(await line.innerText()).toContain('Trouvée seule la nuit')
    await line.getByRole('link', { name: say('looked.ask') }).click()
    expect(await page.locator('#ask').innerText()).toContain('Trouvée seule la nuit')
    await page.getByLabel(say('looked.to')).selectOption('officer')
    await page.locator('#ask').getByLabel(say('looked.question')).fill('Qui l’a décidé ?')
    await press(page, say('looked.ask.act'))
    await page.getByText(say('looked.saved')).waitFor()
  })

  test('an administrator looks at it again without the person’s name, and answers', async () => {
    const page = await enter(await browser.open(OLD_PHONE), await sessionOf('administrator'))
    await page.goto(`/fr/admin/glass/${NETWORK}`)
    const line = page.locator('main .plan-list > li', { hasText: 'Trouvée seule la nuit' })
    expect(await page.locator('main').innerText()).not.toContain(all.family)
    await line.getByLabel(say('glass.review.yes')).check()
    await line.getByLabel(say('glass.review.words')).fill('Danger réel.')
    await line.getByRole('button').click()
    await page.getByText(say('glass.review.saved')).waitFor()
    await page.goto(`/fr/questions/${NETWORK}`)
    const question = page.locator('main .plan-list > li', { hasText: 'Qui l’a décidé ?' })
    await question.getByLabel(say('questions.answer')).fill('L’équipe de nuit, seule.')
    await question.getByRole('button').click()
    await page.getByText(say('questions.saved')).waitFor()
    const person = await as(all.person, OLD_PHONE)
    await person.goto(`/fr/my/${NETWORK}/looked`)
    await person.getByText('L’équipe de nuit, seule.').waitFor()
  })
})

describe('the circle', () => {
  test('a card brings somebody in, who reads what was chosen until it is taken back', async () => {
    const person = await as(all.person, OLD_PHONE)
    await person.goto(`/fr/my/${NETWORK}/circle`)
    await person.getByLabel(say('circle.invite.who')).fill('ma sœur')
    await person.getByLabel(say('space.section.recovery_plan')).last().check()
    // A slip in the address costs nothing of what was chosen, on a page without a script either.
    await person.getByLabel(say('circle.invite.email')).fill('soeur@')
    await press(person, say('circle.invite.act'))
    await person.getByText(say('circle.lacks.email')).first().waitFor()
    expect(await person.getByLabel(say('circle.invite.who')).inputValue()).toBe('ma sœur')
    expect(await person.getByLabel(say('space.section.recovery_plan')).last().isChecked()).toBe(true)
    await person.getByLabel(say('circle.invite.email')).fill('')
    await press(person, say('circle.invite.act'))
    const code = await person.locator('.plan-code code').innerText()
    const friend = await as('proche@demo.example', OLD_PHONE)
    await friend.goto('/falc/circle/join')
    await friend.getByLabel(easy('circle.join.code')).fill(code.toLowerCase())
    await press(friend, easy('circle.join.next'))
    await press(friend, easy('circle.join.act'))
    await friend.getByText(easy('circle.joined')).waitFor()
    const address = friend.url().split('?')[0] ?? ''
    await person.goto(`/fr/my/${NETWORK}#consents`)
    await person
      .locator('summary', { hasText: say('space.consents.withdraw') })
      .first()
      .click()
    await press(person, say('space.consents.withdraw.act'))
    await person.getByText(say('space.withdrawn')).waitFor()
    expect((await friend.goto(address))?.status()).toBe(404)
    browser.forgive(/status of (404|422)/)
  })
})

test('no page of a person’s space has a violation of WCAG 2.2 AA, on a phone, light and dark', { timeout: 120_000 }, async () => {
  const pages = ['', '/crisis', '/crisis/edit', '/recovery', '/circle', '/looked', '/written'].map((path) => `/my/${NETWORK}${path}`)
  const found: string[] = []
  for (const [email, paths] of [
    [all.person, ['/my', '/my/lock', '/circle', ...pages]],
    [all.peer, [`/plans/${NETWORK}`, `/plans/${NETWORK}/${all.file}`, `/glass/${NETWORK}`, `/questions/${NETWORK}`]],
    [all.duty, [`/crisis/${NETWORK}`]],
  ] as const) {
    const page = await as(email, { ...PHONE, reducedMotion: 'reduce' })
    for (const path of paths)
      for (const language of ['fr', 'falc']) {
        await visit(page, `/${language}${path}`)
        await page.locator('main details').evaluateAll((folds) => {
          for (const fold of folds) fold.setAttribute('open', '')
        })
        for (const scheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: scheme })
          for (const line of await violations(page)) found.push(`/${language}${path} ${scheme}: ${line}`)
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (over > 0) found.push(`/${language}${path} is ${over} px too wide`)
      }
  }
  expect(found).toEqual([])
})
