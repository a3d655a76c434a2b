import { DEMONSTRATION_PEOPLE } from '../demonstration.ts'

/** The accounts of the demonstration belong to everybody who tries it: nobody may lock the others out of them. */
export const isShared = ({ email }: { email: string | null }) => DEMONSTRATION_PEOPLE.some((person) => person.email === email)
