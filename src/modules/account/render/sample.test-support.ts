// An account made up for tests: all block types, five charts, a map with points overseas and abroad, words in three languages.
// The numbers are of the size of a real year; they state nothing about it.
import type { AccountDocument, Chart, DocumentLocale, FigureView, MapPicture, RelationView, Table } from '../document.ts'
import { documentLabels } from './labels.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'
import nl from './messages/nl.json'

const CATALOGUES: Record<DocumentLocale, Readonly<Record<string, string>>> = { fr, nl, en }
const YEAR = { kind: 'year', from: '2025-01-01', to: '2025-12-31' } as const

const figure = (id: string, label: string, value: number, unitLabel: string, more: Partial<FigureView> = {}): FigureView => ({
  id, indicator: id.split('.')[0] ?? id, label, value, shown: new Intl.NumberFormat('fr').format(value), unit: 'count', unitLabel,
  period: YEAR, periodLabel: 'année 2025', kind: 'computed', sourceLabel: 'journal du réseau, 12 lignes', previous: null, suppressed: false, ...more,
})
const published = (sourceLabel: string): Partial<FigureView> => ({ kind: 'published', sourceLabel })

const FIGURES: readonly FigureView[] = [
  figure('councils.active', 'Conseils locaux de santé mentale actifs', 303, 'conseils', {
    period: { kind: 'as_of', from: null, to: '2025-12-31' }, periodLabel: 'au 31 décembre 2025', previous: { shown: '298', periodLabel: '2024' },
    ...published('Bilan d’activité 2025, p. 16'),
  }),
  figure('councils.entered', 'Conseils entrés dans l’année', 30, 'conseils', published('Bilan d’activité 2025, p. 16')),
  figure('councils.people', 'Habitants couverts', 25_000_000, 'habitants', { shown: 'près de 25 millions', ...published('Bilan d’activité 2025, p. 17') }),
  figure('interviews.done', 'Entretiens menés', 454, 'entretiens', { previous: { shown: '380', periodLabel: '2024' } }),
  figure('interviews.persons', 'Entretiens avec des personnes concernées', 310, 'entretiens'),
  figure('interviews.staff', 'Entretiens avec des professionnels', 124, 'entretiens'),
  figure('interviews.carers', 'Entretiens avec des proches', 20, 'entretiens'),
  figure('interviews.small', 'Entretiens avec des mineurs', 3, 'entretiens', { value: null, shown: 'moins de 5', suppressed: true }),
  figure('delegations.received', 'Délégations reçues', 22, 'délégations', { previous: { shown: '17', periodLabel: '2024' } }),
  figure('peers.trained', 'Médiateurs de santé-pairs en poste', 190, 'personnes', published('Rapport du programme, § 3.2')),
  figure('belgium.teams', 'Équipes mobiles (mobiele teams) en Belgique', 83, 'équipes', published('Poster sur la réforme belge')),
]

const chart = (id: string, kind: Chart['kind'], title: string, summary: string, unitLabel: string, rows: Chart['rows'], figures: readonly string[] = []): Chart =>
  ({ id, kind, title, summary, unitLabel, rows, figures })

export const sampleCharts: readonly Chart[] = [
  chart('delegations', 'bars', 'Délégations reçues selon le pays', 'La Belgique et l’Italie envoient plus de la moitié des délégations.', 'délégations', [
    { label: 'Belgique / België', value: 8, shown: '8', emphasis: true },
    { label: 'Italie', value: 5, shown: '5' },
    { label: 'Québec', value: 3, shown: '3' },
    { label: 'République démocratique du Congo et pays voisins de la région des Grands Lacs', value: 2, shown: '2' },
    { label: 'Autres pays', value: 4, shown: '4, dont 1 à distance' },
  ], ['delegations.received']),
  chart('interviews', 'stacked', 'Qui a été entendu', 'Deux entretiens sur trois sont menés avec des personnes concernées, dans les services comme en ville.', 'entretiens', [
    { label: 'Services hospitaliers', part: 'personnes concernées', value: 190, shown: '190' },
    { label: 'Services hospitaliers', part: 'professionnels', value: 84, shown: '84' },
    { label: 'Services hospitaliers', part: 'proches', value: 8, shown: '8' },
    { label: 'Services en ville', part: 'personnes concernées', value: 120, shown: '120' },
    { label: 'Services en ville', part: 'professionnels', value: 40, shown: '40' },
    { label: 'Services en ville', part: 'proches', value: 12, shown: '12' },
  ], ['interviews.done', 'interviews.persons', 'interviews.staff', 'interviews.carers']),
  chart('councils', 'columns', 'Conseils locaux actifs au 31 décembre', 'Le nombre de conseils a doublé en dix ans et se stabilise autour de 300.', 'conseils', [
    { label: '2017', value: 154, shown: '154' },
    { label: '2019', value: 200, shown: 'près de 200', low: 190, high: 200 },
    { label: '2021', value: 242, shown: '242' },
    { label: '2023', value: 280, shown: '280' },
    { label: '2024', value: 298, shown: '298' },
    { label: '2025', value: 303, shown: '303', emphasis: true },
  ], ['councils.active']),
  chart('wellbeing', 'dots', 'Habitants qui se disent en bonne santé mentale', 'Les quatre villes se ressemblent : leurs intervalles se recouvrent.', '% des habitants', [
    { label: 'Lille', value: 61.2, shown: '61 % (57–65)', low: 57, high: 65 },
    { label: 'Charleroi', value: 58.4, shown: '58 % (53–64)', low: 53, high: 64 },
    { label: 'Antwerpen', value: 63, shown: '63 % (58–68)', low: 58, high: 68, emphasis: true },
    { label: 'Saint-Denis (La Réunion)', value: 55, shown: '55 % (46–64)', low: 46, high: 64 },
  ]),
  chart('training', 'columns', 'Participants aux formations', 'Les soignants restent les plus nombreux ; un participant sur cinq est une personne concernée.', 'participants', [
    { label: 'Professionnels de la psychiatrie', value: 212, shown: '212' },
    { label: 'Personnes concernées', value: 74, shown: '74' },
    { label: 'Élus et agents des communes', value: 51, shown: '51' },
    { label: 'Étudiantes et étudiants', value: 38, shown: '38' },
  ]),
]

export const sampleMap: MapPicture = {
  id: 'members',
  title: 'Où se trouvent les membres et les partenaires',
  summary: 'Les membres se concentrent dans le nord ; cinq partenaires sont outre-mer ou à l’étranger.',
  points: [
    { label: 'Lille', group: 'Membre', latitude: 50.63, longitude: 3.06, href: '/fr/repertoire/lille' },
    { label: 'Lille', group: 'Membre', latitude: 50.63, longitude: 3.06, href: '/fr/repertoire/lille-2' },
    { label: 'Armentières', group: 'Membre', latitude: 50.69, longitude: 2.88 },
    { label: 'Roubaix', group: 'Membre', latitude: 50.69, longitude: 3.17 },
    { label: 'Bruxelles / Brussel', group: 'Partenaire', latitude: 50.85, longitude: 4.35 },
    { label: 'Charleroi', group: 'Partenaire', latitude: 50.41, longitude: 4.44 },
    { label: 'Antwerpen', group: 'Partenaire', latitude: 51.22, longitude: 4.4 },
    { label: 'Paris', group: 'Membre', latitude: 48.86, longitude: 2.35 },
    { label: 'Bondy', group: 'Membre', latitude: 48.9, longitude: 2.48 },
    { label: 'Lyon', group: 'Membre', latitude: 45.76, longitude: 4.84 },
    { label: 'Marseille', group: 'Membre', latitude: 43.3, longitude: 5.37 },
    { label: 'Montpellier', group: 'Membre', latitude: 43.61, longitude: 3.88 },
    { label: 'Nîmes', group: 'Membre', latitude: 43.84, longitude: 4.36 },
    { label: 'Toulouse', group: 'Membre', latitude: 43.6, longitude: 1.44 },
    { label: 'Brest', group: 'Partenaire', latitude: 48.39, longitude: -4.49 },
    { label: 'Ajaccio', group: 'Partenaire', latitude: 41.93, longitude: 8.74 },
    { label: 'Saint-Denis', group: 'Membre', latitude: -20.88, longitude: 55.45 },
    { label: 'Pointe-à-Pitre', group: 'Membre', latitude: 16.24, longitude: -61.53 },
    { label: 'Cayenne', group: 'Partenaire', latitude: 4.93, longitude: -52.33 },
    { label: 'Trieste', group: 'Partenaire', latitude: 45.65, longitude: 13.77 },
    { label: 'Montréal', group: 'Partenaire', latitude: 45.5, longitude: -73.57 },
  ],
}

export const sampleTable: Table = {
  id: 'sites',
  caption: 'Visites d’observation par établissement',
  columns: [{ label: 'Établissement', numeric: false }, { label: 'Visites', numeric: true }, { label: 'Entretiens', numeric: true }, { label: 'Rapport', numeric: false }],
  rows: [
    { header: 'Établissement du Nord', cells: ['4', '182', 'remis en mars'] },
    { header: 'Centre de la Meuse', cells: ['3', '141', 'remis en juin'] },
    { header: 'Openbaar psychiatrisch zorgcentrum', cells: ['2', '131', 'en cours'] },
  ],
}

const RELATIONS: readonly RelationView[] = [
  { id: 'r1', kind: 'at-least-each', verdict: 'contradicts', verdictLabel: 'Se contredit', formula: '64 depuis 2017 < 74 en 2025',
    sentence: 'Le total depuis 2017 est plus petit que ce qui est annoncé pour la seule année 2025.', places: ['Bilan d’activité 2025, p. 27', 'Bilan d’activité 2025, p. 28'] },
  { id: 'r2', kind: 'stock', verdict: 'implies', verdictLabel: 'Laisse entendre', formula: '298 + 30 − 303 = 25', sentence: 'Vingt-cinq conseils ont cessé dans l’année ; personne ne l’a écrit.', places: ['Bilan d’activité 2025, p. 16'] },
  { id: 'r3', kind: 'shares', verdict: 'holds-within-rounding', verdictLabel: 'Tient, à l’arrondi près', formula: '41 % + 32 % + 26 % = 99 %', sentence: 'Les parts font 99 % parce que chacune est arrondie.', places: ['Bilan d’activité 2025, p. 28'] },
  { id: 'r4', kind: 'sum', verdict: 'holds', verdictLabel: 'Tient', formula: '310 + 124 + 20 = 454', sentence: 'Les trois groupes font le total des entretiens.', places: ['Bilan d’activité 2025, p. 28'] },
]

const text = (words: string, emphasis?: 'strong' | 'em') => ({ type: 'text' as const, text: words, ...(emphasis === undefined ? {} : { emphasis }) })
const figureRef = (id: string) => ({ type: 'figure' as const, id })

const CHAPTERS: AccountDocument['chapters'] = [
  { id: 'year', title: 'L’année en bref', blocks: [
    { type: 'paragraph', inlines: [text('Au 31 décembre, '), figureRef('councils.active'), text(' conseils locaux réunissent habitants, élus et soignants. '), text('C’est cinq de plus', 'strong'), text(' qu’un an plus tôt, pour '), figureRef('councils.people'), text(' d’habitants.')] },
    { type: 'figures', ids: ['councils.active', 'interviews.done', 'delegations.received', 'peers.trained'] },
    { type: 'heading', text: 'Ce qui a changé' },
    { type: 'list', items: [[figureRef('councils.entered'), text(' conseils ont ouvert.')], [text('En Flandre et en Wallonie, '), figureRef('belgium.teams'), text(' équipes vont chez les personnes ('), text('mobiele teams', 'em'), text(').')]] },
    { type: 'chart', chart: sampleCharts[2] as Chart },
  ] },
  { id: 'rights', title: 'Droits et qualité', blocks: [
    { type: 'paragraph', inlines: [text('Les équipes d’observation ont mené '), figureRef('interviews.done'), text(' entretiens : '), figureRef('interviews.persons'), text(' avec des personnes concernées, '), figureRef('interviews.staff'), text(' avec des professionnels, '), figureRef('interviews.carers'), text(' avec des proches, '), figureRef('interviews.small'), text(' avec des mineurs.')] },
    { type: 'chart', chart: sampleCharts[1] as Chart },
    { type: 'table', table: sampleTable },
  ] },
  { id: 'world', title: 'Un réseau ouvert sur le monde', blocks: [
    { type: 'paragraph', inlines: [text('Le réseau a reçu '), figureRef('delegations.received'), text(' délégations.')] },
    { type: 'chart', chart: sampleCharts[0] as Chart },
    { type: 'map', map: sampleMap },
  ] },
  { id: 'survey', title: 'Santé mentale en population générale', blocks: [
    { type: 'chart', chart: sampleCharts[3] as Chart },
    { type: 'heading', text: 'Se former ensemble' },
    { type: 'chart', chart: sampleCharts[4] as Chart },
  ] },
]

/** The sample account; `change` replaces parts of it. */
export const sampleDocument = (locale: DocumentLocale = 'fr', change: Partial<AccountDocument> = {}): AccountDocument => ({
  network: { id: 'maille', name: 'Réseau de santé mentale des Deux Rives', isDemonstration: true },
  year: 2025, locale, title: 'Compte de l’année 2025', subtitle: 'Ce que le réseau a fait, avec qui, et ce qui en est venu',
  computedAt: '2026-02-03T09:30:00.000Z',
  edition: { number: 2, frozenAt: '2026-02-10T16:00:00.000Z', hash: '3f5a9c0e7d1b24688642acdb1357924e9b8f7061c2d3e4f5061728394a5b6c7d' },
  labels: documentLabels(CATALOGUES[locale]),
  chapters: CHAPTERS,
  figures: Object.fromEntries(FIGURES.map((f) => [f.id, f])),
  relations: RELATIONS,
  gaps: ['Personne n’a compté les conseils qui ont cessé.', 'La durée des entretiens n’a pas été notée.'],
  definitions: [
    { indicator: 'councils', label: 'Conseil local actif', definition: 'Un conseil qui s’est réuni au moins une fois dans les douze mois.', unitLabel: 'conseils', how: 'Stock à une date : entrées moins sorties.' },
    { indicator: 'interviews', label: 'Entretien', definition: 'Une conversation menée avec le guide d’entretien, consentie et enregistrée dans le journal.', unitLabel: 'entretiens', how: 'Somme des lignes du journal de l’année.' },
  ],
  sources: [
    { id: 's1', title: 'Bilan d’activité 2025', publisher: 'Centre collaborateur', published: '2026-01-15', address: 'https://example.org/bilan-2025.pdf' },
    { id: 's2', title: 'Poster sur la réforme belge', publisher: null, published: null, address: null },
  ],
  ...change,
})

/** Text that would break a renderer that takes it for markup. */
export const HOSTILE = `</style><script>alert(1)</script> #let x = 1 $a$ *b* _c_ @d <e> \\f [g] "h" 'i' // j /* k */ \`l\` ~m = n \u0007 \ud800 & é`
