/** Where the networks are for which Maillage is written; others can be chosen in a data folder. */
export const COUNTRIES = ['FR', 'BE', 'LU', 'CH', 'NL'] as const
