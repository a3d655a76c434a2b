import { createElement, Fragment, type ReactNode } from 'react'

// Eight digits or more in a row, with what people put between them: what a thumb can call.
const PHONE = /(\+?\d(?:[ .\u00a0]?\d){7,})/

const shown = (part: string): ReactNode => (PHONE.test(part) ? <a href={`tel:${part.replaceAll(/[^\d+]/g, '')}`}>{part}</a> : part)

/** What somebody wrote, with each telephone number to be touched: whoever has to call does not type. */
export const withPhones = (text: string): ReactNode => createElement(Fragment, null, ...text.split(PHONE).map(shown))

// The numbers that answer day and night in France and Belgium are short: they are known, not guessed.
const URGENT = /\b(112|3114|1813|0800[ \u00a0\u202f]32[ \u00a0\u202f]123)\b/
const urgent = (part: string): ReactNode => (URGENT.test(part) ? <a href={`tel:${part.replaceAll(/\D/g, '')}`}>{part}</a> : part)

/** A sentence with the numbers for an emergency, each to be touched. */
export const withUrgent = (text: string): ReactNode => createElement(Fragment, null, ...text.split(URGENT).map(urgent))
