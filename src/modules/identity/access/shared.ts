// Reserved for examples (RFC 2606): nobody receives mail there, and only the demonstration lays accounts with it.
const DEMONSTRATION = '@demo.example'

/** The accounts of the demonstration belong to everybody who tries it: nobody may lock the others out of them. */
export const isShared = ({ email }: { email: string | null }) => email?.endsWith(DEMONSTRATION) === true
