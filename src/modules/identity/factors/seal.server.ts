// What is closed for some hours at most. What stays is closed with the key of its person: `seal` of the platform.
export { openBrief as unseal, openToken, sealBriefly as seal, sealToken } from '#platform/keys/index.server.ts'
