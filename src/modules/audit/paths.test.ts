// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs as text
import { describe, expect, test } from 'vitest'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import { projectRoot } from '#platform/root.server.ts'
import { changingFunctions, ourSources, type Part, readsFrom, sendsFiles, untold, writesWith } from './paths.test-support.ts'

const ROOT = projectRoot()
const sources = ourSources(ROOT)
const functions = changingFunctions(ROOT)

/** Tables whose rows name people: whoever reads them leaves a trace. */
const PERSONAL = [
  'journal.participant',
  'platform.audit',
  'platform.installation_audit',
  'mail.message',
  'identity.person',
  'identity.invitation',
  'identity.people_of',
  'identity.waiting_members',
  'care.person',
  'care.request',
  'care.contact',
  'care.episode',
  'boards.visit',
  'boards.discussed',
  'paths.path',
  'paths.step',
  'paths.step_proposal',
  'paths.referral',
  'paths.early',
  'paths.family_session',
  'situations.situation',
  'field.attachment',
]

type Excuses = readonly (readonly [RegExp, string])[]
const WITHOUT_ENTRY: Excuses = [
  [
    /^src\/modules\/identity\/(invitations\/(accept|first)|access\/(password|address)|factors\/reset)\.commands\.server\.ts#(take|becomeFirst|resetPassword|confirmAddress|resetFactors)$/,
    'nobody acts yet: the function of the database that does it (migrations 0008, 0015) notes it',
  ],
  [
    /^src\/modules\/identity\/(factors\/sessions|access\/rotate)\.server\.ts#(beginSession|rotateSession)$/,
    'the database notes the beginning of a session by itself (migration 0010)',
  ],
  [/^src\/modules\/identity\/access\/limits\.server\.ts#/, 'how often somebody asked: a number under a hash'],
  [/^src\/modules\/identity\/commands\.server\.ts#signOut$/, 'the database notes the end of a session by itself (migration 0010)'],
  [/^src\/modules\/identity\/factors\/attempts\.server\.ts#spend$/, 'what is good for one use: a hash of nothing about anybody'],
  [
    /^src\/modules\/directory\/import\/.*#(draft|discard)/,
    'a spreadsheet that is looked at before it is loaded: nothing of the network changes',
  ],
  [/^src\/platform\/mail\//, 'the box of mails that wait to leave: the act that a mail tells of is noted where it is done'],
  [
    /^src\/modules\/identity\/factors\/attempts\.server\.ts#(countAttempt|forgetAttempts)$/,
    'counts that slow down guessing: hashes, gone in a day',
  ],
  [/^src\/modules\/identity\/session\.server\.ts#seeSession$/, 'that a session was seen again: for its holder’s own list'],
  [/^src\/modules\/identity\/sessions\/sweep\.server\.ts#/, 'what sign-in left behind and is of no use: hashes and sessions that are over'],
  [
    /^src\/platform\/keys\/person-keys\.server\.ts#(forget|makeKey)$/,
    'the key of a person: whoever erases it notes why, and what it was made for is noted, for a visitor by the database (care.ask)',
  ],
  [/^src\/modules\/\w+\/personal-data\.server\.ts#/, 'what closing an account erases: the closing is noted, with its proof'],
  [
    /^src\/modules\/care\/ask\/ask\.commands\.server\.ts#/,
    'a visitor asks or takes back: the function of the database that does it (migrations 0016 and 0020) notes it',
  ],
  [
    /^src\/modules\/(overview\/counts\.queries|account\/care-facts)\.server\.ts#(readCounts|countCare)$/,
    'counts of a year are counted anew: of nobody, and only for who steers the network',
  ],
  [
    /^src\/modules\/care\/(people\/retention|requests\/lapsed)\.server\.ts#(emptyFiles|endLapsed)$/,
    'the function of the database that does it (migration 0025) notes each file in the same statement',
  ],
  [/^src\/modules\/outreach\/forget\.server\.ts#/, 'of people without a name the day is forgotten: nothing of anybody changes'],
  [/^src\/modules\/care\/ask\/clocks\.server\.ts#/, 'that somebody was reminded: a count, of nothing about anybody'],
  [
    /^src\/modules\/plans\/(duty\/duty|circle\/circle\.commands)\.server\.ts#(openInCrisis|joinCircle|leaveCircle)$/,
    'the function of the database that does it (migration 0019) notes it in the same statement',
  ],
  [/^src\/modules\/plans\/looked\/looked\.server\.ts#noteLooked$/, 'that somebody read who had opened their own file: their own matter'],
  [/^src\/modules\/plans\/crisis\/renewal\.server\.ts#/, 'that somebody was reminded of their own plan: the program itself does it'],
  [
    /^src\/modules\/paths\/partners\/partner\.server\.ts#(openReferral|answerReferral)$/,
    'a partner without an account reads and answers: the function of the database that does it (migration 0024) notes it',
  ],
  [
    /^src\/modules\/paths\/partners\/sweep\.server\.ts#/,
    'links whose day has passed and words whose time has come: the program itself does it',
  ],
  [/^src\/modules\/field\/sweep\.server\.ts#/, 'numbers of what was sent long ago, and what it did is noted: the program itself does it'],
  [/^src\/modules\/notices\/preference\.server\.ts#/, 'what a person wants to be told of and when: nobody else’s matter'],
]
const READ_WITHOUT_ENTRY: Excuses = [
  [/^src\/modules\/care\/own\/own\.queries\.server\.ts#listOwn$/, 'one’s own file'],
  [/^src\/modules\/boards\/visits\/visits\.queries\.server\.ts#listOwnVisits$/, 'the visits to oneself'],
  [
    /^src\/modules\/boards\/discussed\/discussed\.queries\.server\.ts#COLUMNS$/,
    'a part of queries: those that show what they find note it, but to the person themselves',
  ],
  [/^src\/modules\/plans\/space\/(files\.server|space\.queries\.server)\.ts#(ownFile|nextMeetings)$/, 'one’s own file'],
  [/^src\/modules\/paths\/personal-data\.server\.ts#/, 'what is held about oneself: the page and the file that show it note it'],
  [
    /^src\/modules\/paths\/(path\/path|partners\/referrals|early\/early)\.queries\.server\.ts#(readPath|STEP|listStepProposals|REFERRAL|myFirstDays|SESSION)$/,
    'one’s own path, read by oneself; each page of a team notes what it reads',
  ],
  [/^src\/modules\/care\/ask\/ask\.queries\.server\.ts#listMine$/, 'the requests that somebody made for themselves, for themselves'],
  [/^src\/platform\/mail\/deliver\.server\.ts#/, 'the program itself reads what it delivers, and shows it to nobody'],
  [/^src\/modules\/identity\/personal-data\.server\.ts#/, 'what is held about oneself: the page and the file that show it note it'],
  [/^src\/modules\/identity\/sessions\/failures\.server\.ts#emailOf$/, 'the address of the person to whom a mail then goes'],
  [/^src\/modules\/(care|boards)\/personal-data\.server\.ts#/, 'what is held about oneself: the page and the file that show it note it'],
  [
    /^src\/modules\/(care|situations)\/personal-data\.server\.ts#/,
    'what is held about oneself: the page and the file that show it note it',
  ],
  [/^src\/modules\/field\/personal-data\.server\.ts#/, 'what is held about oneself: the page and the file that show it note it'],
  [/^src\/modules\/care\/personal-data\.server\.ts#/, 'what is held about oneself: the page and the file that show it note it'],
  [
    /^src\/modules\/care\/teams\/teams\.queries\.server\.ts#listMyTeams$/,
    'how many wait and are followed in one’s own teams: nobody is named',
  ],
  [/^src\/modules\/stays\/space\/space\.queries\.server\.ts#myFiles$/, 'one’s own file'],
  [
    /^src\/modules\/stays\/(residential|housing|coercion)\/\w+\.queries\.server\.ts#(LINES|PATH|FROM)$/,
    'a part of queries: the pages of teams that show what they find note it, and one’s own space shows what is one’s own',
  ],
  [/^src\/modules\/measures\/alerts\/alerts\.queries\.server\.ts#LINE$/, 'a part of queries: the pages that show what they find note it'],
  [
    /^src\/modules\/situations\/situations\.queries\.server\.ts#(columns|listMine)$/,
    'a part of queries, which note it; and the meetings about oneself',
  ],
  [/^src\/modules\/notices\/mails\.queries\.server\.ts#countMails$/, 'how many mails there are in each state: nobody is named'],
  [/^src\/modules\/measures\/measures\.queries\.server\.ts#(readMyFile|listMyFiles)$/, 'one’s own file'],
  [/^src\/modules\/measures\/measures\.queries\.server\.ts#teamInCharge$/, 'which of one’s own teams is in charge: nobody is named'],
  [/^src\/modules\/directory\/organisations\.queries\.server\.ts#readTrail$/, 'when what was done to an organisation: nobody is named'],
]
const SENT_WITHOUT_ENTRY: Excuses = [[/#loader$/, 'an empty form to fill in']]

const left = (found: readonly string[], excuses: Excuses) => found.filter((id) => !excuses.some(([pattern]) => pattern.test(id)))
const unneeded = (found: readonly string[], excuses: Excuses) =>
  excuses.filter(([pattern]) => !found.some((id) => pattern.test(id))).map(([, reason]) => reason)

describe('every way to the data leaves its trace', () => {
  test.each([
    ['command writes', writesWith(functions), WITHOUT_ENTRY],
    ['reader sees rows that name people', readsFrom(PERSONAL), READ_WITHOUT_ENTRY],
    ['route sends a file', sendsFiles, SENT_WITHOUT_ENTRY],
  ] as const)('no %s without an entry in the trail', (_, does: (part: Part) => boolean, excuses: Excuses) => {
    const found = untold(sources, does, excuses !== WITHOUT_ENTRY)
    expect(left(found, excuses)).toEqual([])
    expect(unneeded(found, excuses), 'excuses that nobody needs any more').toEqual([])
  })
})

test('every act that is noted has words for who reads the trail', () => {
  const acts = sources.flatMap(({ text }) =>
    [...text.matchAll(/\b(?:record(?:Read|Export|SignIn)?)\(([^)]*)\)/g)].flatMap(([, said = '']) =>
      [...said.matchAll(/'([a-z]+\.[a-zA-Z]+)'/g)].map(([, act = '']) => act),
    ),
  )
  expect(acts.length).toBeGreaterThan(35)
  expect([...new Set(acts)].filter((act) => !(`audit.action.${act}` in catalogueOf('fr')))).toEqual([])
})

describe('the reader of the source sees', () => {
  const of = (files: Record<string, string>) => Object.entries(files).map(([file, text]) => ({ file, text }))
  const writes = writesWith(['identity.begin_session'])
  const RECORD = "import { record } from '#platform/db.server.ts'\n"
  const platform = { 'src/platform/db.server.ts': 'export const record = 1' }
  const found = (files: Record<string, string>) => untold(of({ ...platform, ...files }), writes)

  test.each([
    ['a query builder', "export const add = (scope) => scope.insertInto('a.b').values({}).execute()"],
    ['SQL', 'export const add = (scope) => sql`update a.b set c = ${1}`.execute(scope)'],
    ['a table named by a value', 'export const add = (scope, t) => sql`delete from ${t}`.execute(scope)'],
    ['a function of the database', 'export const add = (scope) => sql`select identity.begin_session(${1})`.execute(scope)'],
  ])('a write by %s', (_, text) => {
    expect(found({ 'src/a.commands.server.ts': text })).toEqual(['src/a.commands.server.ts#add'])
  })
  test('an entry in the function, in one that it calls, or in all that call it', () => {
    const write = "scope.insertInto('a.b')"
    expect(found({ 'src/a.ts': `${RECORD}export const add = async (scope) => { ${write}; await record(scope) }` })).toEqual([])
    expect(
      found({ 'src/a.ts': `${RECORD}const note = (scope) => record(scope)\nexport const add = (scope) => { ${write}; note(scope) }` }),
    ).toEqual([])
    const helper = { 'src/a.ts': `export const put = (scope) => ${write}` }
    const told = { 'src/b.ts': `${RECORD}import { put } from './a.ts'\nexport const add = (scope) => { put(scope); record(scope) }` }
    expect(found({ ...helper, ...told })).toEqual([])
    expect(found({ ...helper, ...told, 'src/c.ts': "import { put } from './a.ts'\nexport const other = (scope) => put(scope)" })).toEqual([
      'src/a.ts#put',
    ])
  })
  test('that a screen which notes one thing does another', () => {
    const command = { 'src/a.ts': "export const drop = (scope) => scope.deleteFrom('a.b')" }
    const screen = {
      'src/r.tsx': `${RECORD}import { drop } from './a.ts'\nexport const action = (scope) => { drop(scope); record(scope) }`,
    }
    expect(found({ ...command, ...screen })).toEqual(['src/a.ts#drop'])
  })
  test('who reads people by name, and who sends a file', () => {
    const reader = of({
      'src/a.ts': "export const list = (scope) => scope.selectFrom('journal.participant as p')",
      'src/b.ts': 'export const f = () => sql`select from journal.participant`',
    })
    expect(untold(reader, readsFrom(['journal.participant']))).toEqual(['src/a.ts#list', 'src/b.ts#f'])
    const sender = of({
      'src/a.ts': "export const loader = () => new Response('', { headers: { 'content-disposition': `attachment; filename=\"${1}\"` } })",
    })
    expect(untold(sender, sendsFiles)).toEqual(['src/a.ts#loader'])
  })
  test('the whole program: its commands, and the functions of its database', () => {
    expect(sources.length).toBeGreaterThan(250)
    expect(functions).toEqual(expect.arrayContaining(['identity.note_attempt', 'platform.record_event', 'platform.append_audit']))
    expect(functions).not.toContain('platform.my_networks')
  })
})
