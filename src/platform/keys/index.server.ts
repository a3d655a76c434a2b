export { type Master, makeMasterFile, masterFile, masters, prepareMaster } from './master.server.ts'
export { forget, open, type Place, seal } from './person-keys.server.ts'
export { assertMasters, type KeyCount, keyCounts, type Rotated, retire, rotate } from './rotate.server.ts'
export { isMarked, mark, openBrief, openToken, purposeKey, sealBriefly, sealToken } from './token.server.ts'
