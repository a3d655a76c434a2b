import { useLanguage } from '#platform/languages/intl.tsx'
import { TextField } from '#platform/ui/index.ts'
import { SHORTEST_PASSWORD, type Weakness } from '../password-rules.ts'

/** A new password: what is asked of it is said before, and what is wrong with it after. */
export const PasswordField = ({ weakness }: { weakness: Weakness | null }) => {
  const { say } = useLanguage()
  const error = useWeakness(weakness)
  return (
    <TextField
      name="password"
      type="password"
      autoComplete="new-password"
      label={say('access.password.new')}
      hint={say('access.password.hint', { signs: SHORTEST_PASSWORD })}
      required
      {...(error === undefined ? {} : { error })}
    />
  )
}

/** Why a password is refused, in words. */
export const useWeakness = (weakness: Weakness | null): string | undefined => {
  const { say } = useLanguage()
  return weakness === null ? undefined : say(`access.weak.${weakness}`, { signs: SHORTEST_PASSWORD })
}
