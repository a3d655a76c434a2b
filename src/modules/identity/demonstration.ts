import type { Role } from '#platform/actor.ts'

// Invented people for the demonstration, and only there: their common password is shown on the sign-in page.
export const DEMONSTRATION_PASSWORD = 'maillage-demonstration'
export const DEMONSTRATION_PEOPLE: readonly { name: string; email: string; role: Role; networks: readonly string[] }[] = [
  { name: 'Alix Démonstration', email: 'administration@demo.example', role: 'administrator', networks: ['ccoms', 'belgium'] },
  { name: 'Camille Démonstration', email: 'programmes@demo.example', role: 'programme_manager', networks: ['ccoms', 'belgium'] },
  { name: 'Sam Démonstration', email: 'equipe@demo.example', role: 'worker', networks: ['ccoms', 'belgium'] },
  { name: 'Paz Démonstration', email: 'pair@demo.example', role: 'worker', networks: ['ccoms', 'belgium'] },
  { name: 'Noor Demonstratie', email: 'lecture@demo.example', role: 'reader', networks: ['ccoms', 'belgium'] },
]
