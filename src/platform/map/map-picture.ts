/** What is drawn: points with words, in groups that have signs of their own. Degrees are WGS 84. */
export type MapPoint = { label: string; group: string; latitude: number; longitude: number; href?: string }
export type MapPicture = {
  id: string
  title: string
  /** The sentence that says what the picture shows. */
  summary: string
  points: readonly MapPoint[]
  /** `whole` unless told otherwise: all of mainland France and Belgium. `points`: no more of the land than the points need. */
  view?: 'whole' | 'points'
}
