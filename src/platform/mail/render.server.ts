import { type Locale, languageOf } from '../languages/locales.ts'
import { intlOf } from '../languages/speech.ts'
import { type MailDefinition, type MailValues, spokenValues } from './define.server.ts'

export type RenderedMail = { subject: string; text: string; html: string }

/**
 * A mail in the words of its receiver, as plain text and as HTML that says the same. `address` is that of the site.
 * The subject takes no values: it is read on locked screens, and by whoever passes.
 */
export const renderMail = (mail: MailDefinition, values: MailValues, locale: Locale, address: string): RenderedMail => {
  const intl = intlOf(locale)
  const spoken = spokenValues(mail, values, locale, address)
  const subject = intl.formatMessage({ id: `mail.${mail.name}.subject` })
  const paragraphs = intl.formatMessage({ id: `mail.${mail.name}.body` }, spoken).split('\n')
  const button =
    mail.act === undefined
      ? undefined
      : { label: intl.formatMessage({ id: `mail.${mail.name}.act` }, spoken), href: String(spoken[mail.act]) }
  const choices = mail.notice === undefined ? undefined : spokenValues(CHOICES, { link: '/account/notices' }, locale, address).link
  const footer = [
    intl.formatMessage({ id: 'mail.footer' }, { address }),
    ...(choices === undefined ? [] : [intl.formatMessage({ id: 'mail.footer.choices' }, { link: choices })]),
  ]
  return {
    subject,
    text: asText(subject, paragraphs, button, footer, languageOf(locale) === 'fr' ? '\u00a0:' : ':'),
    html: asHtml(languageOf(locale), subject, paragraphs, button, footer),
  }
}

const CHOICES: MailDefinition = { name: 'choices', values: { link: 'path' } }
type Button = { label: string; href: string } | undefined

// French sets a space before a colon.
const asText = (subject: string, paragraphs: string[], button: Button, footer: string[], colon: string) =>
  [subject, ...paragraphs, ...(button === undefined ? [] : [`${button.label}${colon}\n${button.href}`]), '--', ...footer]
    .join('\n\n')
    .concat('\n')

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

// Mail programs know no style sheets of ours, and many no style sheets at all. No picture: it would tell when the mail is opened.
const asHtml = (lang: string, subject: string, paragraphs: string[], button: Button, footer: string[]) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#faf7f2;color:#26241f;font:17px/1.5 system-ui,sans-serif"><div style="max-width:36em;margin:0 auto">
<h1 style="font-size:1.3em;line-height:1.3">${escaped(subject)}</h1>
${paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n')}
${button === undefined ? '' : `<p><a href="${escaped(button.href)}" style="display:inline-block;padding:12px 20px;background:#0b5c5c;color:#ffffff;text-decoration:none;border-radius:6px">${escaped(button.label)}</a></p>\n<p style="font-size:.85em;word-break:break-all">${escaped(button.href)}</p>`}
<hr style="border:0;border-top:1px solid #cfc7b8">
${footer.map((line) => `<p style="font-size:.85em">${escaped(line)}</p>`).join('\n')}
</div></body></html>
`
