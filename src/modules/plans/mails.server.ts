import { defineMail } from '#platform/mail/index.server.ts'

// None of these says what it is about: a mail is read on locked screens. What concerns who has looked always arrives.
defineMail({ name: 'spaceNews', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'planOpened', values: { link: 'path', at: 'moment' }, act: 'link' })
defineMail({ name: 'planDue', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'circleInvite', values: { link: 'secret', until: 'day' }, act: 'link' })
defineMail({ name: 'questionAsked', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'questionAnswered', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'glassBroken', values: { link: 'path', at: 'moment' }, act: 'link' })
defineMail({ name: 'glassToReview', values: { link: 'path', count: 'count' }, act: 'link' })
