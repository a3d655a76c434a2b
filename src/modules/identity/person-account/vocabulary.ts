/** For whom an account is opened. Neither is a role: it opens nothing of a network. */
export const KINDS = ['person', 'carer'] as const
export type Kind = (typeof KINDS)[number]

/** The questions of opening an account, one on each page. */
export const STEPS = ['name', 'how', 'address', 'letter', 'password', 'passkey'] as const
export type Step = (typeof STEPS)[number]

/** How far the opening of an account has come. */
export type Progress = { name: string | null; email: string | null; isConfirmed: boolean }

/** Whether a question may be answered already; else the first that must be answered before. */
export const firstMissing = ({ name, email, isConfirmed }: Progress, wanted: Step): Step => {
  if (name === null) return 'name'
  if (wanted === 'letter' && email === null) return 'address'
  if (wanted === 'password' && !isConfirmed) return email === null ? 'address' : 'letter'
  return wanted
}

export const CARD_DAYS = 21
export type CardState = 'open' | 'used' | 'withdrawn' | 'over'
