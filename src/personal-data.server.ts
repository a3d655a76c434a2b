// What each module holds about people with an account (platform/personal-data.server.ts): a new module adds its line here.
import './modules/account/personal-data.server.ts'
import './modules/audit/personal-data.server.ts'
import './modules/care/personal-data.server.ts'
import './modules/directory/personal-data.server.ts'
import './modules/identity/personal-data.server.ts'
import './modules/journal/personal-data.server.ts'
import './modules/notices/personal-data.server.ts'
import './modules/plans/personal-data.server.ts'
