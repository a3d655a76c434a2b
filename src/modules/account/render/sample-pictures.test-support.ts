// Charts, a map and a table of the size of a real year, made up for tests.
import type { Chart, Table } from '../document.ts'

const chart = (
  id: string,
  kind: Chart['kind'],
  title: string,
  summary: string,
  unitLabel: string,
  rows: Chart['rows'],
  figures: readonly string[] = [],
): Chart => ({ id, kind, title, summary, unitLabel, rows, figures })

export const sampleCharts: readonly Chart[] = [
  chart(
    'delegations',
    'bars',
    'Délégations reçues selon le pays',
    'La Belgique et l’Italie envoient plus de la moitié des délégations.',
    'délégations',
    [
      { label: 'Belgique / België', value: 8, shown: '8', emphasis: true },
      { label: 'Italie', value: 5, shown: '5' },
      { label: 'Québec', value: 3, shown: '3' },
      { label: 'République démocratique du Congo et pays voisins de la région des Grands Lacs', value: 2, shown: '2' },
      { label: 'Autres pays', value: 4, shown: '4, dont 1 à distance' },
    ],
    ['delegations.received'],
  ),
  chart(
    'interviews',
    'stacked',
    'Qui a été entendu',
    'Deux entretiens sur trois sont menés avec des personnes concernées, dans les services comme en ville.',
    'entretiens',
    [
      { label: 'Services hospitaliers', part: 'personnes concernées', value: 190, shown: '190' },
      { label: 'Services hospitaliers', part: 'professionnels', value: 84, shown: '84' },
      { label: 'Services hospitaliers', part: 'proches', value: 8, shown: '8' },
      { label: 'Services en ville', part: 'personnes concernées', value: 120, shown: '120' },
      { label: 'Services en ville', part: 'professionnels', value: 40, shown: '40' },
      { label: 'Services en ville', part: 'proches', value: 12, shown: '12' },
    ],
    ['interviews.done', 'interviews.persons', 'interviews.staff', 'interviews.carers'],
  ),
  chart(
    'councils',
    'columns',
    'Conseils locaux actifs au 31 décembre',
    'Le nombre de conseils a doublé en dix ans et se stabilise autour de 300.',
    'conseils',
    [
      { label: '2017', value: 154, shown: '154' },
      { label: '2019', value: 200, shown: 'près de 200', low: 190, high: 200 },
      { label: '2021', value: 242, shown: '242' },
      { label: '2023', value: 280, shown: '280' },
      { label: '2024', value: 298, shown: '298' },
      { label: '2025', value: 303, shown: '303', emphasis: true },
    ],
    ['councils.active'],
  ),
  chart(
    'wellbeing',
    'dots',
    'Habitants qui se disent en bonne santé mentale',
    'Les quatre villes se ressemblent : leurs intervalles se recouvrent.',
    '% des habitants',
    [
      { label: 'Lille', value: 61.2, shown: '61 % (57–65)', low: 57, high: 65 },
      { label: 'Charleroi', value: 58.4, shown: '58 % (53–64)', low: 53, high: 64 },
      { label: 'Antwerpen', value: 63, shown: '63 % (58–68)', low: 58, high: 68, emphasis: true },
      { label: 'Saint-Denis (La Réunion)', value: 55, shown: '55 % (46–64)', low: 46, high: 64 },
    ],
  ),
  chart(
    'training',
    'columns',
    'Participants aux formations',
    'Les soignants restent les plus nombreux ; un participant sur cinq est une personne concernée.',
    'participants',
    [
      { label: 'Professionnels de la psychiatrie', value: 212, shown: '212' },
      { label: 'Personnes concernées', value: 74, shown: '74' },
      { label: 'Élus et agents des communes', value: 51, shown: '51' },
      { label: 'Étudiantes et étudiants', value: 38, shown: '38' },
    ],
  ),
]

export const sampleTable: Table = {
  id: 'sites',
  caption: 'Visites d’observation par établissement',
  columns: [
    { label: 'Établissement', numeric: false },
    { label: 'Visites', numeric: true },
    { label: 'Entretiens', numeric: true },
    { label: 'Rapport', numeric: false },
  ],
  rows: [
    { header: 'Établissement du Nord', cells: ['4', '182', 'remis en mars'] },
    { header: 'Centre de la Meuse', cells: ['3', '141', 'remis en juin'] },
    { header: 'Openbaar psychiatrisch zorgcentrum', cells: ['2', '131', 'en cours'] },
  ],
}
