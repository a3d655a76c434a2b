/** What stands in for a sealed text where nobody opens it: of the right form, under a key that is gone, so that a page says it was erased. */
export const SEALED = Buffer.concat([Buffer.of(1), Buffer.alloc(16, 0xee), Buffer.from('sealed')])
