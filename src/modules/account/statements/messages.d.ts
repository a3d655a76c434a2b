import type statements from './messages/fr.json'

type Statements = typeof statements
declare module '#platform/languages/message-id.ts' {
  interface MessageIds extends Statements {}
}
