import { defineMail } from '#platform/mail/index.server.ts'

// Administrators see this one on their page where no mail server is set: they may hand over the link themselves.
defineMail({ name: 'invitation', values: { network: 'words', link: 'path', until: 'moment' }, act: 'link' })
