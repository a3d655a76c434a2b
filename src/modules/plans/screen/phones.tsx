import { createElement, Fragment, type ReactNode } from 'react'

// Eight digits or more in a row, with what people put between them: what a thumb can call.
const PHONE = /(\+?\d(?:[ .\u00a0]?\d){7,})/

const shown = (part: string): ReactNode => (PHONE.test(part) ? <a href={`tel:${part.replaceAll(/[^\d+]/g, '')}`}>{part}</a> : part)

/** What somebody wrote, with each telephone number to be touched: whoever has to call does not type. */
export const withPhones = (text: string): ReactNode => createElement(Fragment, null, ...text.split(PHONE).map(shown))
