import type { Indicator } from './indicator.ts'

// What every network has, whatever its programmes: how much is in its journal.
export const journalIndicators: readonly Indicator[] = [
  {
    id: 'journal.activities',
    programme: 'journal',
    unit: 'activities',
    kind: 'flow',
    dimensions: ['programme'],
    from: { fact: 'by-programme', of: 'activities' },
  },
  {
    id: 'journal.attendance',
    programme: 'journal',
    unit: 'people',
    kind: 'flow',
    dimensions: ['programme'],
    from: { fact: 'by-programme', of: 'attendance' },
  },
  {
    id: 'journal.outcomes',
    programme: 'journal',
    unit: 'documents',
    kind: 'flow',
    dimensions: ['programme'],
    from: { fact: 'by-programme', of: 'outcomes' },
  },
]
