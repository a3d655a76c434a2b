import type { Role } from '#platform/actor.ts'

// Invented people for the demonstration, and only there: their common password is shown on the sign-in page.
export const DEMONSTRATION_PASSWORD = 'maillage-demonstration'
/**
 * Who holds no role has a space of their own, or is of somebody's circle (src/modules/plans/demonstration.server.ts). An elected official
 * reads as every reader of the network does: a mandate opens nothing of anybody, and no counts of care.
 */
type Part = Role | 'person' | 'carer' | 'elected_official'
export const DEMONSTRATION_PEOPLE: readonly { name: string; email: string; role: Part; networks: readonly string[] }[] = [
  { name: 'Alix Démonstration', email: 'administration@demo.example', role: 'administrator', networks: ['ccoms', 'belgium'] },
  { name: 'Camille Démonstration', email: 'programmes@demo.example', role: 'programme_manager', networks: ['ccoms', 'belgium'] },
  { name: 'Dominique Démonstration', email: 'coordination@demo.example', role: 'coordinator', networks: ['ccoms', 'belgium'] },
  { name: 'Sam Démonstration', email: 'equipe@demo.example', role: 'worker', networks: ['ccoms', 'belgium'] },
  { name: 'Paz Démonstration', email: 'pair@demo.example', role: 'worker', networks: ['ccoms', 'belgium'] },
  { name: 'Noor Demonstratie', email: 'lecture@demo.example', role: 'reader', networks: ['ccoms', 'belgium'] },
  { name: 'Maxime Démonstration', email: 'elu@demo.example', role: 'elected_official', networks: ['ccoms', 'belgium'] },
  { name: 'Ana Démonstration', email: 'personne@demo.example', role: 'person', networks: [] },
  { name: 'Bo Démonstration', email: 'proche@demo.example', role: 'carer', networks: [] },
]
