import './network.css'
import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Notice, Page, Tabs, useSaved } from '#platform/ui/index.ts'
import type { Words } from '#platform/words.ts'

export const PARTS = ['beds', 'load', 'plan', 'committees', 'training', 'preparation'] as const
export type Part = (typeof PARTS)[number]

/** What a page of this module knows of its network and of who reads it. */
export type Around = {
  id: string
  name: Words
  isDemonstration: boolean
  isPublic: boolean
  isMember: boolean
  maySteer: boolean
  shown: readonly Part[]
}

type Props = {
  around: Around
  part: Part | 'overview'
  title: string
  purpose: string
  /** Where a page within a part leads back to; the others have the parts of the module as tabs. */
  back?: { to: string; label: string }
  actions?: ReactNode
  wide?: boolean
  children?: ReactNode
}

/** The skeleton of every page of this module: its parts as tabs, what was saved, and whether what is shown is invented. */
export const NetworkPage = ({ around, part, title, purpose, back, actions, wide, children }: Props) => {
  const { say, to, language } = useLanguage()
  const saved = useSaved()
  const base = to(`/network/${around.id}`)
  const name = inWords(around.name, language)
  const tabs = [
    { to: base, label: say('network.overview'), current: part === 'overview' },
    ...around.shown.map((each) => ({ to: `${base}/${each}`, label: say(`network.part.${each}`), current: each === part })),
  ]
  return (
    <Page
      title={title}
      purpose={purpose}
      {...(back === undefined ? {} : { back })}
      {...(actions === undefined ? {} : { actions })}
      {...(wide ? { wide } : {})}
    >
      <title>{`${title} · ${name.text} · Maillage`}</title>
      {back === undefined && <Tabs items={tabs} label={say('network.parts')} />}
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      {children}
      {around.isDemonstration && <Notice kind="info">{say('network.invented')}</Notice>}
    </Page>
  )
}

/** Days, numbers and shares in the words of the reader. */
export const useShown = () => {
  const { intl } = useLanguage()
  return {
    day: (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' }),
    number: (n: number) => intl.formatNumber(n, { maximumFractionDigits: 2 }),
    ratio: (n: number) => intl.formatNumber(n, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    one: (n: number) => intl.formatNumber(n, { maximumFractionDigits: 1 }),
    percent: (share: number) => `${intl.formatNumber(share * 100, { maximumFractionDigits: 0 })}\u202f%`,
  }
}
