export { purposeKey as keyFor } from '#platform/keys/index.server.ts'
