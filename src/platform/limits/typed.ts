/** What somebody had typed into a form that must wait: `fields` in their order; `isWhole` says that nothing is missing from them. */
export type Typed = { fields: readonly (readonly [string, string])[]; isWhole: boolean }
