import type account from './modules/account/messages/fr.json'
import type render from './modules/account/render/messages/fr.json'
import type directory from './modules/directory/messages/fr.json'
import type home from './modules/home/messages/fr.json'
import type identity from './modules/identity/messages/fr.json'
import type journal from './modules/journal/messages/fr.json'
import type map from './platform/map/messages/fr.json'
import type platform from './platform/messages/fr.json'

type All = typeof platform & typeof map & typeof home & typeof identity & typeof directory & typeof journal & typeof account & typeof render
declare module '#platform/languages/message-id.ts' {
  interface MessageIds extends All {}
}
