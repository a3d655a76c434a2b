// The colours of pictures as presentation attributes: what print and a reader without our style sheet see. On screen pictures.css
// gives the same classes the colours of the theme. Lightness steps and hatching keep the parts apart in grey print.
export const INK = '#22201c'
export const MUTED = '#5c564c'
export const PAPER = '#faf6ef'
export const LINE = '#d8cfc0'
export const TEAL = '#0b5d5a'
export const TERRACOTTA = '#a4472b'
/** Land of the countries in view, and of their neighbours. */
export const LAND = '#efe7d8'
export const FAINT_LAND = '#f5efe4'
/** A bar that stands back so that an emphasised one is seen. */
export const QUIET = '#bcd3ce'
/** Parts of a whole, in the order in which they are first named. */
export const PARTS = ['#0b5d5a', '#a4472b', '#8a5a00', '#20589b', '#71685c'] as const
export type Theme = 'screen' | 'print'
/** Text takes the colour of the page on screen, so that it reads on a dark ground too. */
export const inkOf = (theme: Theme) => (theme === 'screen' ? 'currentColor' : INK)
/** Text and thin marks that stand back: lighter in print; on screen the class does it. */
export const mutedOf = (theme: Theme) => (theme === 'screen' ? 'currentColor' : MUTED)
export const FONT = 'Atkinson Hyperlegible Next, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif'
