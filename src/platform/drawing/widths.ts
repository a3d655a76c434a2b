/** Pictures are drawn twice, for a phone and for a desk, in CSS pixels: what is scaled down cannot be read. */
export const PICTURE_WIDTHS = { narrow: 296, wide: 680 } as const
