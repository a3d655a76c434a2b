import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Notice, Stack } from '#platform/ui/index.ts'
import './factors.css'

/** Recovery codes on the one page that ever shows them; made to be printed. */
export const NewCodes = ({ codes, leadOn }: { codes: readonly string[]; leadOn: string }) => {
  const { say } = useLanguage()
  return (
    <Stack>
      <Notice kind="attention" title={say('factors.codes.once')}>
        <p>{say('factors.codes.keep')}</p>
      </Notice>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>{say('factors.codes.print')}</p>
      <LinkButton to={leadOn} kind="primary" reload>
        {say('factors.codes.kept')}
      </LinkButton>
    </Stack>
  )
}
