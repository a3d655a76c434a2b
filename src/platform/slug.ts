/** A readable part of an address from any words: "Médiateurs de santé-pairs" → "mediateurs-de-sante-pairs". */
export const slugged = (words: string) =>
  words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80)
