/** What somebody who reads little of the page must know before they come: it costs nothing, no appointment, no papers, no name. By language. */
export const WELCOME: readonly { language: string; text: string }[] = [
  { language: 'fr', text: 'Gratuit. Sans rendez-vous. Sans papiers. Sans donner votre nom.' },
  { language: 'nl', text: 'Gratis. Zonder afspraak. Zonder papieren. U hoeft uw naam niet te zeggen.' },
  { language: 'en', text: 'Free. No appointment. No papers. You need not say your name.' },
  { language: 'ar', text: 'مجانًا. بدون موعد. بدون أوراق. لا حاجة لذكر اسمك.' },
  { language: 'uk', text: 'Безкоштовно. Без запису. Без документів. Ім’я називати не потрібно.' },
  { language: 'tr', text: 'Ücretsiz. Randevusuz. Belgesiz. Adınızı söylemeniz gerekmez.' },
  { language: 'ro', text: 'Gratuit. Fără programare. Fără acte. Nu trebuie să vă spuneți numele.' },
  { language: 'es', text: 'Gratis. Sin cita. Sin papeles. No hace falta decir su nombre.' },
  { language: 'it', text: 'Gratis. Senza appuntamento. Senza documenti. Non serve dire il nome.' },
  { language: 'pl', text: 'Bezpłatnie. Bez umawiania się. Bez dokumentów. Nie trzeba podawać nazwiska.' },
  { language: 'de', text: 'Kostenlos. Ohne Termin. Ohne Papiere. Sie müssen Ihren Namen nicht sagen.' },
  { language: 'fa', text: 'رایگان. بدون نوبت. بدون مدارک. لازم نیست نام خود را بگویید.' },
]
const FROM_RIGHT = ['ar', 'fa', 'ps', 'ur', 'he']
export const directionOf = (language: string): 'rtl' | 'ltr' => (FROM_RIGHT.includes(language) ? 'rtl' : 'ltr')

/** A language as those who speak it call it. */
export const ownNameOf = (language: string): string => new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
