import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList, Notice } from '#platform/ui/index.ts'
import type { Where } from '../visits/where.server.ts'

/** The address, the telephone, and what to beware of: first what must be known before the door. */
export const WhereTo = ({ where: { address, phone, how, safety, needsInterpreter, language } }: { where: Where }) => {
  const { say, language: ours } = useLanguage()
  const names = new Intl.DisplayNames([ours], { type: 'language' })
  const spoken = [language === null ? '' : (names.of(language) ?? language), needsInterpreter ? say('care.person.interpreter') : '']
  const facts: [key: string, term: string, what: string][] = [
    ['how', say('care.field.how'), how],
    ['language', say('care.field.language'), spoken.filter((part) => part !== '').join(', ')],
  ]
  return (
    <>
      {safety.length > 0 && (
        <Notice kind="attention" title={say('care.field.safety')}>
          {safety.map((text) => (
            <p key={text} className="board-text">
              {text}
            </p>
          ))}
        </Notice>
      )}
      <DescriptionList
        items={[
          ...(address === ''
            ? []
            : [{ key: 'address', term: say('care.field.address'), description: <span className="board-text">{address}</span> }]),
          ...(phone === ''
            ? []
            : [
                {
                  key: 'phone',
                  term: say('care.field.phone'),
                  description: (
                    <a className="link" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
                      {phone}
                    </a>
                  ),
                },
              ]),
          ...facts
            .filter(([, , what]) => what !== '')
            .map(([key, term, what]) => ({ key, term, description: <span className="board-text">{what}</span> })),
        ]}
      />
    </>
  )
}
