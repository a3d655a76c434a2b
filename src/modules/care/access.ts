// Who sees what, as a table: docs/access.md is written from it, and access.test.ts tries every cell against the database.
export const WHO = {
  person: 'the person themselves',
  circle: 'somebody of their circle, in the sections that were granted',
  carer: 'a carer with an account, to whom nothing was granted',
  team: 'the team in charge (an open episode)',
  formerTeam: 'a team whose episode has ended',
  sender: 'the team that sent the request',
  receiver: 'the team that was asked, while the request is open',
  refuser: 'a team that did not take the request',
  consented: 'a team that the person let read',
  glass: 'a professional of the network behind the glass, for one hour',
  duty: 'a worker on duty who opened the crisis plan with a reason, for one shift',
  watch: 'a worker on duty who has not opened it',
  colleague: 'a professional of another team of the network',
  left: 'somebody who left the team in charge yesterday',
  reader: 'a reader of the network',
  coordinator: 'the coordinator',
  manager: 'a programme manager',
  administrator: 'an administrator',
  otherNetwork: 'a team of another network',
  stranger: 'somebody with an account and nothing else',
  visitor: 'a visitor',
} as const
export type Who = keyof typeof WHO

export const WHAT = {
  identity: 'name, birth date, how to reach them',
  request: 'the open request, with its story',
  refused: 'the request that was declined',
  refusal: 'what is kept of a refusal: day, kind, decision',
  episode: 'that a team follows them, since when, until when',
  contact: 'contacts and their notes',
  thirdParty: 'notes about third parties',
  consent: 'the consents, to whom and for what',
  circleGrant: 'who is in the circle, and what they may read',
  emergency: 'an emergency in which consent was not waited for',
  broken: 'that the glass was broken, by whom and why',
  workers: 'who works in the team in charge',
  measures: 'questionnaires that were finished, with answers and scores',
  measureDraft: 'a questionnaire that the person has begun and not finished',
  measureAlert: 'that an answer called for somebody, and what the team did',
  crisisHead: 'that there is a crisis plan, which anybody else may read',
  crisisTeam: 'the part of the crisis plan for the teams',
  crisisDuty: 'the part of the crisis plan for teams on duty',
  crisisCircle: 'the part of the crisis plan for the circle',
  crisisPrivate: 'the part of the crisis plan for nobody else',
  crisisOlder: 'an older version of the crisis plan',
  proposal: 'what the team in charge proposes for the crisis plan',
  opening: 'that the crisis plan was opened on duty, by whom and why',
  outcome: 'whether a team on duty found and followed the crisis plan',
  outcomeTeam: 'whether the team in charge found and followed it, without an opening',
  looked: 'when the person last read who had opened their file',
  recovery: 'the recovery plan, and what was written into it when',
  recoveryProposal: 'what somebody of the circle proposes for the recovery plan',
  invite: 'an invitation into the circle that waits',
  question: 'a question to the team in charge, and its answer',
  officerQuestion: 'a question to whoever answers for data protection',
} as const
export type What = keyof typeof WHAT

/** Whoever stands here sees it; everybody else sees nothing, also not that there is something. */
export const SEES: Readonly<Record<What, readonly Who[]>> = {
  identity: ['person', 'circle', 'team', 'formerTeam', 'sender', 'receiver', 'consented', 'glass'],
  request: ['person', 'sender', 'receiver', 'glass'],
  refused: ['person', 'sender', 'glass'],
  refusal: ['refuser'],
  episode: ['person', 'team', 'consented', 'glass'],
  contact: ['person', 'circle', 'team', 'consented', 'glass'],
  thirdParty: ['team'],
  consent: ['person', 'team', 'consented'],
  circleGrant: ['person', 'circle'],
  emergency: ['person', 'sender', 'administrator'],
  broken: ['person', 'glass', 'administrator'],
  workers: ['team', 'coordinator', 'manager', 'administrator'],
  measures: ['person', 'circle', 'team', 'consented', 'glass'],
  measureDraft: ['person'],
  measureAlert: ['person', 'team'],
  crisisHead: ['person', 'circle', 'team', 'glass', 'duty'],
  crisisTeam: ['person', 'team', 'glass'],
  crisisDuty: ['person', 'duty'],
  crisisCircle: ['person', 'circle'],
  crisisPrivate: ['person'],
  crisisOlder: ['person'],
  proposal: ['person', 'team'],
  opening: ['person', 'duty', 'watch'],
  outcome: ['person', 'duty', 'watch'],
  outcomeTeam: ['person', 'team'],
  looked: ['person'],
  recovery: ['person', 'circle', 'consented'],
  recoveryProposal: ['person', 'circle'],
  invite: ['person'],
  question: ['person', 'team'],
  officerQuestion: ['person', 'administrator'],
}
export const mayRead = (who: Who, what: What): boolean => SEES[what].includes(who)

/** The table as a page of documentation. */
export const accessTable = (): string => {
  const who = Object.keys(WHO) as Who[]
  const rows = (Object.keys(WHAT) as What[]).map(
    (what) => `| ${WHAT[what]} | ${who.map((each) => (mayRead(each, what) ? '●' : '')).join(' | ')} |`,
  )
  const key = who.map((each, at) => `${at + 1}. ${WHO[each]}`)
  return [`| | ${who.map((_, at) => at + 1).join(' | ')} |`, `|---|${who.map(() => '---').join('|')}|`, ...rows, '', ...key].join('\n')
}
