// What work on the road lends to the server side of other modules.
export { type AttachmentLine, listAttachments } from './attachments.server.ts'
