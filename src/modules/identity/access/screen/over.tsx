import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Page } from '#platform/ui/index.ts'

type Kind = 'password' | 'address' | 'factor' | 'invitation' | 'first'
const ONWARD = {
  password: '/forgotten',
  address: '/account/address',
  factor: '/sign-in',
  invitation: '/sign-in',
  first: '/sign-in',
} as const

/** A link that does not work any more: used, too old, taken back, or never made. Which of them is said to nobody. */
export const OverPage = ({ kind }: { kind: Kind }) => {
  const { say, to } = useLanguage()
  return (
    <Page title={say('access.over.title')} purpose={say(`access.over.${kind}`)}>
      <title>{`${say('access.over.title')} · Maillage`}</title>
      <LinkButton to={to(ONWARD[kind])}>{say(`access.over.act.${kind}`)}</LinkButton>
    </Page>
  )
}
