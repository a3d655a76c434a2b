import { useLanguage } from '#platform/languages/intl.tsx'
import { ExternalLink, FunctionBadge, Pictogram, type PictogramName, TextLink } from '#platform/ui/index.ts'
import type { TeamCard as Card } from '../result.server.ts'
import type { Verdict } from '../rules.ts'
import type { SaidReason } from '../words.server.ts'

const SIGN: Readonly<Record<Verdict, PictogramName>> = { fits: 'check', partly: 'nearly', unknown: 'question', misses: 'stop' }

/** Reasons with a sign, its word for those who do not see it, and the sentence. */
const Reasons = ({ reasons, className }: { reasons: readonly SaidReason[]; className: string }) => {
  const { say } = useLanguage()
  return (
    <ul className={className}>
      {reasons.map(({ about, verdict, text }) => (
        <li key={about} className={`reason reason-${verdict}`}>
          <Pictogram name={SIGN[verdict]} label={say(`guide.verdict.${verdict}`)} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

const Reach = ({ phone, email, website, address, hours }: Card) => {
  const { say } = useLanguage()
  const phones = (phone ?? '').split(' / ').filter((number) => number !== '')
  return (
    <div className="team-reach">
      {phones.map((number) => (
        <a key={number} className="team-phone" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
          <Pictogram name="phone" />
          <span>
            <span className="visually-hidden">{`${say('guide.call')} : `}</span>
            {number}
          </span>
        </a>
      ))}
      {phones.length === 0 && <p className="team-silent">{say('guide.noPhone')}</p>}
      {email !== null && (
        <p>
          <a className="link contact-line" href={`mailto:${email}`}>
            {email}
          </a>
        </p>
      )}
      {hours.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {address !== null && <p>{address}</p>}
      {website !== null && (
        <p>
          <ExternalLink href={website}>{website.replace(/^https?:\/\//, '').replace(/\/$/, '')}</ExternalLink>
        </p>
      )}
    </div>
  )
}

/** One team: whether it takes people now, why it stands here, how to reach it. */
export const TeamCard = ({ card, network }: { card: Card; network: string }) => {
  const { say, to } = useLanguage()
  const { id, name, organisation, careFunction, state, why, about, ask } = card
  return (
    <article className="team" aria-labelledby={`team-${id}`}>
      <h3 id={`team-${id}`}>{name}</h3>
      <p className="team-of">{organisation}</p>
      {careFunction !== null && <FunctionBadge code={careFunction} label={say(`function.${careFunction}`)} />}
      <Reasons className="team-state" reasons={state} />
      <Reach {...card} />
      {why.length > 0 && (
        <>
          <h4>{say('guide.why')}</h4>
          <Reasons className="team-why" reasons={why} />
        </>
      )}
      {about.map(({ text, lang }) => (
        <p key={text} className="team-about" lang={lang}>
          {text}
        </p>
      ))}
      <p className="team-more">
        {ask !== null && (
          <a className="button button-primary" href={to(ask)}>
            {say('guide.ask')}
          </a>
        )}
        <TextLink to={to(`/directory/${network}/services/${id}`)} reload>
          {say('guide.more')}
        </TextLink>
      </p>
    </article>
  )
}
