import { defineMail } from '#platform/mail/index.server.ts'

defineMail({ name: 'newPassword', values: { link: 'secret', minutes: 'count' }, act: 'link' })
defineMail({ name: 'passwordChanged', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'confirmAddress', values: { link: 'secret', until: 'moment' }, act: 'link' })
defineMail({ name: 'addressAsked', values: { link: 'path' }, act: 'link' })
defineMail({ name: 'addressChanged', values: { link: 'path' }, act: 'link' })
