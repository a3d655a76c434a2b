export { computeAccount } from './data.server.ts'
