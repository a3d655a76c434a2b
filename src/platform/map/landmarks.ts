import { widthOf } from '../drawing/text-width.ts'
import type { Language } from '../languages/locales.ts'
import { boxOfLabel, type PixelBox, touches } from './label-placement.ts'
import type { Ground, Mark } from './marks.ts'

export const LANDMARK_SIZE = 11

/** A town that tells where on the land one is: at least `from` pixels a degree, so that the small ones appear on large drawings only. */
type Landmark = { name: string | Readonly<Record<Language, string>>; longitude: number; latitude: number; from: number }

const named = (fr: string, nl: string, en: string) => ({ fr, nl, en })
const [COUNTRY, REGION, TOWN] = [62, 120, 330]

/** Public geography: chief towns, rounded to a hundredth of a degree. */
const LANDMARKS: readonly Landmark[] = [
  { name: named('Paris', 'Parijs', 'Paris'), longitude: 2.35, latitude: 48.86, from: COUNTRY },
  { name: named('Bruxelles', 'Brussel', 'Brussels'), longitude: 4.35, latitude: 50.85, from: COUNTRY },
  { name: named('Lille', 'Rijsel', 'Lille'), longitude: 3.06, latitude: 50.63, from: COUNTRY },
  { name: 'Lyon', longitude: 4.84, latitude: 45.76, from: COUNTRY },
  { name: 'Marseille', longitude: 5.37, latitude: 43.3, from: COUNTRY },
  { name: 'Bordeaux', longitude: -0.58, latitude: 44.84, from: COUNTRY },
  { name: 'Toulouse', longitude: 1.44, latitude: 43.6, from: COUNTRY },
  { name: 'Nantes', longitude: -1.55, latitude: 47.22, from: COUNTRY },
  { name: named('Strasbourg', 'Straatsburg', 'Strasbourg'), longitude: 7.75, latitude: 48.57, from: COUNTRY },
  { name: 'Rennes', longitude: -1.68, latitude: 48.11, from: REGION },
  { name: 'Brest', longitude: -4.49, latitude: 48.39, from: REGION },
  { name: 'Nice', longitude: 7.26, latitude: 43.7, from: REGION },
  { name: 'Montpellier', longitude: 3.88, latitude: 43.61, from: REGION },
  { name: 'Dijon', longitude: 5.04, latitude: 47.32, from: REGION },
  { name: 'Reims', longitude: 4.03, latitude: 49.26, from: REGION },
  { name: 'Rouen', longitude: 1.1, latitude: 49.44, from: REGION },
  { name: 'Caen', longitude: -0.37, latitude: 49.18, from: REGION },
  { name: 'Tours', longitude: 0.69, latitude: 47.39, from: REGION },
  { name: 'Limoges', longitude: 1.26, latitude: 45.83, from: REGION },
  { name: 'Clermont-Ferrand', longitude: 3.08, latitude: 45.78, from: REGION },
  { name: 'Grenoble', longitude: 5.72, latitude: 45.19, from: REGION },
  { name: 'Nancy', longitude: 6.18, latitude: 48.69, from: REGION },
  { name: 'Besançon', longitude: 6.02, latitude: 47.24, from: REGION },
  { name: 'Amiens', longitude: 2.3, latitude: 49.89, from: REGION },
  { name: named('Dunkerque', 'Duinkerke', 'Dunkirk'), longitude: 2.38, latitude: 51.03, from: REGION },
  { name: named('Anvers', 'Antwerpen', 'Antwerp'), longitude: 4.4, latitude: 51.22, from: 75 },
  { name: named('Gand', 'Gent', 'Ghent'), longitude: 3.72, latitude: 51.05, from: 75 },
  { name: named('Liège', 'Luik', 'Liège'), longitude: 5.57, latitude: 50.63, from: 75 },
  { name: named('Namur', 'Namen', 'Namur'), longitude: 4.87, latitude: 50.47, from: 75 },
  { name: named('Mons', 'Bergen', 'Mons'), longitude: 3.95, latitude: 50.45, from: 75 },
  { name: named('Bruges', 'Brugge', 'Bruges'), longitude: 3.22, latitude: 51.21, from: 75 },
  { name: 'Hasselt', longitude: 5.34, latitude: 50.93, from: 75 },
  { name: named('Arlon', 'Aarlen', 'Arlon'), longitude: 5.82, latitude: 49.68, from: 75 },
  { name: named('Louvain', 'Leuven', 'Leuven'), longitude: 4.7, latitude: 50.88, from: REGION },
  { name: named('Tournai', 'Doornik', 'Tournai'), longitude: 3.39, latitude: 50.61, from: REGION },
  { name: named('Courtrai', 'Kortrijk', 'Kortrijk'), longitude: 3.26, latitude: 50.83, from: REGION },
  { name: 'Roubaix', longitude: 3.17, latitude: 50.69, from: TOWN },
  { name: 'Tourcoing', longitude: 3.16, latitude: 50.72, from: TOWN },
  { name: 'Villeneuve-d’Ascq', longitude: 3.14, latitude: 50.62, from: TOWN },
  { name: 'Armentières', longitude: 2.88, latitude: 50.69, from: TOWN },
  { name: 'Seclin', longitude: 3.03, latitude: 50.55, from: TOWN },
  { name: 'Versailles', longitude: 2.13, latitude: 48.8, from: TOWN },
  { name: 'Nanterre', longitude: 2.2, latitude: 48.89, from: TOWN },
  { name: 'Saint-Denis', longitude: 2.36, latitude: 48.94, from: TOWN },
  { name: 'Bobigny', longitude: 2.44, latitude: 48.91, from: TOWN },
  { name: 'Créteil', longitude: 2.46, latitude: 48.79, from: TOWN },
  { name: 'Argenteuil', longitude: 2.25, latitude: 48.95, from: TOWN },
]

export type PlacedLandmark = { x: number; y: number; name: string; anchor: 'start' | 'end' }

/** The towns that a frame is large enough for, where neither they nor their names touch anything: marks and labels come first. */
export const landmarksIn = (ground: Ground, marks: readonly Mark[], obstacles: readonly PixelBox[], locale: Language): PlacedLandmark[] => {
  const taken = [
    ...obstacles,
    ...marks.map(({ x, y, radius }) => ({ x0: x - radius - 3, y0: y - radius - 3, x1: x + radius + 3, y1: y + radius + 3 })),
    ...marks.flatMap(({ placed }) => (placed === null ? [] : [boxOfLabel(placed)])),
  ]
  const scale = pixelsPerDegree(ground)
  return LANDMARKS.filter(({ from }) => scale >= from).flatMap(({ name, longitude, latitude }) => {
    const at = ground.project(longitude, latitude)
    if (at === null) return []
    const [x, y] = at
    const words = typeof name === 'string' ? name : name[locale]
    const wide = widthOf(words, LANDMARK_SIZE)
    const free = (['start', 'end'] as const).find((anchor) => {
      const [x0, x1] = anchor === 'start' ? [x - 2, x + 6 + wide] : [x - 6 - wide, x + 2]
      const box = { x0, y0: y - 8, x1, y1: y + 8 }
      const isInside = box.x0 > 3 && box.y0 > 3 && box.x1 < ground.width - 3 && box.y1 < ground.height - 3
      if (!isInside || taken.some((other) => touches(box, other))) return false
      taken.push(box)
      return true
    })
    return free === undefined ? [] : [{ x, y, name: words, anchor: free }]
  })
}

const pixelsPerDegree = ({ width, height, project }: Ground) => {
  // In the middle of the frame, by two points of the list that every frame of France or Belgium can place.
  const [north, south] = [project(3, 50), project(3, 49)]
  return north === null || south === null ? width / height : Math.abs(south[1] - north[1])
}
