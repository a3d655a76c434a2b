import { useLanguage } from '#platform/languages/intl.tsx'
import { CheckField, CheckGroup, DateField, Fold, Section, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { AUDIENCES, type Audience, PARTS, RENEWALS, type Signer } from '../vocabulary.ts'

type Props = {
  texts: Readonly<Record<string, string>>
  audiences: Readonly<Record<string, readonly Audience[]>>
  forDuty: boolean
  seen: number
  /** A team proposes texts and chooses nothing for the person. */
  isProposal?: boolean
  /** Who was noted as there, and the months until it is read again, where the form comes back. */
  signers?: readonly Signer[]
  renewMonths?: number
  today: string
}
const SIGNERS = [0, 1, 2, 3] as const

/** The fields of a crisis plan: each may stay empty. */
export const PlanFields = ({ texts, audiences, forDuty, seen, isProposal = false, signers = [], renewMonths = 12, today }: Props) => {
  const { say } = useLanguage()
  return (
    <>
      <input type="hidden" name="version" value={seen} />
      <Stack gap="large">
        {PARTS.map((part) => (
          <Stack key={part} gap="small">
            <TextArea
              name={part}
              label={say(`crisisPlan.part.${part}`)}
              hint={say(`crisisPlan.hint.${part}`)}
              defaultValue={texts[part] ?? ''}
              rows={4}
              maxLength={4000}
            />
            {!isProposal && (
              <Fold title={say('crisisPlan.for.title')}>
                <CheckGroup
                  name={`for-${part}`}
                  legend={say('crisisPlan.for.legend', { part: say(`crisisPlan.part.${part}`) })}
                  options={AUDIENCES.map((value) => ({ value, label: say(`crisisPlan.for.${value}`) }))}
                  defaultValues={audiences[part] ?? []}
                />
              </Fold>
            )}
          </Stack>
        ))}
      </Stack>
      {!isProposal && (
        <>
          <Section title={say('crisisPlan.duty.title')}>
            <CheckField name="duty" label={say('crisisPlan.duty.allow')} hint={say('crisisPlan.duty.hint')} defaultChecked={forDuty} />
          </Section>
          <Section title={say('crisisPlan.signed')}>
            <p>{say('crisisPlan.signed.what')}</p>
            {SIGNERS.map((at) => (
              // One after the other: nobody faces twelve fields for the sake of two names.
              <Fold key={at} title={say('crisisPlan.signed.who', { n: at + 1 })} open={at === 0 || signers[at] !== undefined}>
                <Stack gap="small">
                  <TextField
                    name={`signer-${at}`}
                    label={say('crisisPlan.signed.name')}
                    defaultValue={signers[at]?.name ?? ''}
                    maxLength={100}
                    autoComplete="off"
                  />
                  <TextField
                    name={`role-${at}`}
                    label={say('crisisPlan.signed.role')}
                    defaultValue={signers[at]?.role ?? ''}
                    maxLength={100}
                    autoComplete="off"
                  />
                  <DateField name={`day-${at}`} label={say('crisisPlan.signed.day')} defaultValue={signers[at]?.day ?? ''} max={today} />
                </Stack>
              </Fold>
            ))}
          </Section>
          <SelectField
            name="renew"
            label={say('crisisPlan.renew')}
            options={RENEWALS.map((months) => ({ value: String(months), label: say('crisisPlan.renew.months', { months }) }))}
            defaultValue={String(renewMonths)}
          />
        </>
      )}
    </>
  )
}
