import type { PrintedCard } from '../card.server.ts'
import './person-account.css'

/** The card as it is printed and given by hand. */
export const PaperCard = ({ card }: { card: PrintedCard }) => (
  <div className="card-paper" lang={card.lang}>
    <h3>{`Maillage – ${card.title}`}</h3>
    <p>{card.what}</p>
    <ol>
      <li>
        {card.steps[0]} <strong>{card.address}</strong>
      </li>
      <li>
        {card.steps[1]}
        <p className="card-code">
          <span className="visually-hidden">{card.codeLabel} </span>
          <code>{card.code}</code>
        </p>
      </li>
      <li>{card.steps[2]}</li>
    </ol>
    <svg className="card-qr" viewBox={`0 0 ${card.qr.size} ${card.qr.size}`} role="img" aria-label={card.qrAlt}>
      <path d={card.qr.path} />
    </svg>
    <p>{card.until}</p>
    <p>{card.number}</p>
  </div>
)
