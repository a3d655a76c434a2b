// Filled by the program that uses the platform (src/tables.d.ts): the platform knows no module.
// biome-ignore lint/suspicious/noEmptyInterface: an interface can be merged with from elsewhere
export interface Tables {}
