// An account made up for tests: all block types, five charts, a map with points overseas and abroad, words in three languages.
// The numbers are of the size of a real year; they state nothing about it.
import type { AccountDocument, Chart, DocumentLocale, FigureView, RelationView } from '../document.ts'
import { documentLabels } from './labels.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'
import nl from './messages/nl.json'
import { sampleCharts, sampleMap, sampleTable } from './sample-pictures.test-support.ts'

export { sampleCharts, sampleMap, sampleTable } from './sample-pictures.test-support.ts'

const CATALOGUES: Record<DocumentLocale, Readonly<Record<string, string>>> = { fr, nl, en }
const YEAR = { kind: 'year', from: '2025-01-01', to: '2025-12-31' } as const

const figure = (id: string, label: string, value: number, unitLabel: string, more: Partial<FigureView> = {}): FigureView => ({
  id,
  indicator: id.split('.')[0] ?? id,
  label,
  value,
  shown: new Intl.NumberFormat('fr').format(value),
  unit: 'count',
  unitLabel,
  period: YEAR,
  periodLabel: 'année 2025',
  kind: 'computed',
  sourceLabel: 'journal du réseau, 12 lignes',
  previous: null,
  suppressed: false,
  ...more,
})
const published = (sourceLabel: string): Partial<FigureView> => ({ kind: 'published', sourceLabel })

const FIGURES: readonly FigureView[] = [
  figure('councils.active', 'Conseils locaux de santé mentale actifs', 303, 'conseils', {
    period: { kind: 'as_of', from: null, to: '2025-12-31' },
    periodLabel: 'au 31 décembre 2025',
    previous: { shown: '298', periodLabel: '2024' },
    ...published('Bilan d’activité 2025, p. 16'),
  }),
  figure('councils.entered', 'Conseils entrés dans l’année', 30, 'conseils', published('Bilan d’activité 2025, p. 16')),
  figure('councils.people', 'Habitants couverts', 25_000_000, 'habitants', {
    shown: 'près de 25 millions',
    ...published('Bilan d’activité 2025, p. 17'),
  }),
  figure('interviews.done', 'Entretiens menés', 454, 'entretiens', { previous: { shown: '380', periodLabel: '2024' } }),
  figure('interviews.persons', 'Entretiens avec des personnes concernées', 310, 'entretiens'),
  figure('interviews.staff', 'Entretiens avec des professionnels', 124, 'entretiens'),
  figure('interviews.carers', 'Entretiens avec des proches', 20, 'entretiens'),
  figure('interviews.small', 'Entretiens avec des mineurs', 3, 'entretiens', { value: null, shown: 'moins de 5', suppressed: true }),
  figure('delegations.received', 'Délégations reçues', 22, 'délégations', { previous: { shown: '17', periodLabel: '2024' } }),
  figure('peers.trained', 'Médiateurs de santé-pairs en poste', 190, 'personnes', published('Rapport du programme, § 3.2')),
  figure('belgium.teams', 'Équipes mobiles (mobiele teams) en Belgique', 83, 'équipes', published('Poster sur la réforme belge')),
]

const RELATIONS: readonly RelationView[] = [
  {
    id: 'r1',
    kind: 'at-least-each',
    verdict: 'contradicts',
    verdictLabel: 'Se contredit',
    formula: '64 depuis 2017 < 74 en 2025',
    sentence: 'Le total depuis 2017 est plus petit que ce qui est annoncé pour la seule année 2025.',
    places: ['Bilan d’activité 2025, p. 27', 'Bilan d’activité 2025, p. 28'],
  },
  {
    id: 'r2',
    kind: 'stock',
    verdict: 'implies',
    verdictLabel: 'Laisse entendre',
    formula: '298 + 30 − 303 = 25',
    sentence: 'Vingt-cinq conseils ont cessé dans l’année ; personne ne l’a écrit.',
    places: ['Bilan d’activité 2025, p. 16'],
  },
  {
    id: 'r3',
    kind: 'shares',
    verdict: 'holds-within-rounding',
    verdictLabel: 'Tient, à l’arrondi près',
    formula: '41 % + 32 % + 26 % = 99 %',
    sentence: 'Les parts font 99 % parce que chacune est arrondie.',
    places: ['Bilan d’activité 2025, p. 28'],
  },
  {
    id: 'r4',
    kind: 'sum',
    verdict: 'holds',
    verdictLabel: 'Tient',
    formula: '310 + 124 + 20 = 454',
    sentence: 'Les trois groupes font le total des entretiens.',
    places: ['Bilan d’activité 2025, p. 28'],
  },
]

const text = (words: string, emphasis?: 'strong' | 'em') => ({
  type: 'text' as const,
  text: words,
  ...(emphasis === undefined ? {} : { emphasis }),
})
const figureRef = (id: string) => ({ type: 'figure' as const, id })

const CHAPTERS: AccountDocument['chapters'] = [
  {
    id: 'year',
    title: 'L’année en bref',
    blocks: [
      {
        type: 'paragraph',
        inlines: [
          text('Au 31 décembre, '),
          figureRef('councils.active'),
          text(' conseils locaux réunissent habitants, élus et soignants. '),
          text('C’est cinq de plus', 'strong'),
          text(' qu’un an plus tôt, pour '),
          figureRef('councils.people'),
          text(' d’habitants.'),
        ],
      },
      { type: 'figures', ids: ['councils.active', 'interviews.done', 'delegations.received', 'peers.trained'] },
      { type: 'heading', text: 'Ce qui a changé' },
      {
        type: 'list',
        items: [
          [figureRef('councils.entered'), text(' conseils ont ouvert.')],
          [
            text('En Flandre et en Wallonie, '),
            figureRef('belgium.teams'),
            text(' équipes vont chez les personnes ('),
            text('mobiele teams', 'em'),
            text(').'),
          ],
        ],
      },
      { type: 'chart', chart: sampleCharts[2] as Chart },
    ],
  },
  {
    id: 'rights',
    title: 'Droits et qualité',
    blocks: [
      {
        type: 'paragraph',
        inlines: [
          text('Les équipes d’observation ont mené '),
          figureRef('interviews.done'),
          text(' entretiens : '),
          figureRef('interviews.persons'),
          text(' avec des personnes concernées, '),
          figureRef('interviews.staff'),
          text(' avec des professionnels, '),
          figureRef('interviews.carers'),
          text(' avec des proches, '),
          figureRef('interviews.small'),
          text(' avec des mineurs.'),
        ],
      },
      { type: 'chart', chart: sampleCharts[1] as Chart },
      { type: 'table', table: sampleTable },
    ],
  },
  {
    id: 'world',
    title: 'Un réseau ouvert sur le monde',
    blocks: [
      { type: 'paragraph', inlines: [text('Le réseau a reçu '), figureRef('delegations.received'), text(' délégations.')] },
      { type: 'chart', chart: sampleCharts[0] as Chart },
      { type: 'map', map: sampleMap },
    ],
  },
  {
    id: 'survey',
    title: 'Santé mentale en population générale',
    blocks: [
      { type: 'chart', chart: sampleCharts[3] as Chart },
      { type: 'heading', text: 'Se former ensemble' },
      { type: 'chart', chart: sampleCharts[4] as Chart },
    ],
  },
]

/** The sample account; `change` replaces parts of it. */
export const sampleDocument = (locale: DocumentLocale = 'fr', change: Partial<AccountDocument> = {}): AccountDocument => ({
  network: { id: 'maille', name: 'Réseau de santé mentale des Deux Rives', isDemonstration: true },
  year: 2025,
  locale,
  title: 'Compte de l’année 2025',
  subtitle: 'Ce que le réseau a fait, avec qui, et ce qui en est venu',
  computedAt: '2026-02-03T09:30:00.000Z',
  edition: {
    number: 2,
    frozenAt: '2026-02-10T16:00:00.000Z',
    hash: '3f5a9c0e7d1b24688642acdb1357924e9b8f7061c2d3e4f5061728394a5b6c7d',
    isIntact: true,
  },
  labels: documentLabels(CATALOGUES[locale]),
  chapters: CHAPTERS,
  figures: Object.fromEntries(FIGURES.map((f) => [f.id, f])),
  relations: RELATIONS,
  gaps: ['Personne n’a compté les conseils qui ont cessé.', 'La durée des entretiens n’a pas été notée.'],
  definitions: [
    {
      indicator: 'councils',
      label: 'Conseil local actif',
      definition: 'Un conseil qui s’est réuni au moins une fois dans les douze mois.',
      unitLabel: 'conseils',
      how: 'Stock à une date : entrées moins sorties.',
    },
    {
      indicator: 'interviews',
      label: 'Entretien',
      definition: 'Une conversation menée avec le guide d’entretien, consentie et enregistrée dans le journal.',
      unitLabel: 'entretiens',
      how: 'Somme des lignes du journal de l’année.',
    },
  ],
  sources: [
    {
      id: 's1',
      title: 'Bilan d’activité 2025',
      publisher: 'Centre collaborateur',
      published: '2026-01-15',
      address: 'https://example.org/bilan-2025.pdf',
    },
    { id: 's2', title: 'Poster sur la réforme belge', publisher: null, published: null, address: null },
  ],
  ...change,
})

/** Text that would break a renderer that takes it for markup. */
export const HOSTILE = `</style><script>alert(1)</script> #let x = 1 $a$ *b* _c_ @d <e> \\f [g] "h" 'i' // j /* k */ \`l\` ~m = n \u0007 \ud800 & é`
