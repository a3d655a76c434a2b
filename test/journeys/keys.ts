import type { Locator, Page } from 'playwright-core'

/** Presses Tab until something has the focus: whoever uses no mouse must get there, and may be led round the page once. */
export const tabTo = async (page: Page, target: Locator, most = 150): Promise<void> => {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    if (await target.first().evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('the keyboard does not get there')
}
/** Gets to a link or a button and presses Enter. */
export const pressOn = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}
/** Gets to a field and types. */
export const typeInto = async (page: Page, target: Locator, words: string): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(words)
}
/** Gets to a list of answers and goes down it to the one with this value. */
export const choose = async (page: Page, list: Locator, value: string): Promise<void> => {
  await tabTo(page, list)
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await list.inputValue()) === value) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error('the list has no such answer')
}
