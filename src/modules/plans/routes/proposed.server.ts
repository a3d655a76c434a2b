import { TEXTS } from '../vocabulary.ts'

/** A text for one place of a recovery plan, from the form that proposes it; null when there is none. */
export const proposedIn = (form: FormData): Record<string, string> | null => {
  const place = String(form.get('place') ?? '')
  const text = String(form.get('text') ?? '')
    .replaceAll('\0', '')
    .replaceAll('\r\n', '\n')
    .trim()
    .slice(0, 2000)
  return text === '' || !['goal', ...TEXTS].includes(place) ? null : { [place]: text }
}
