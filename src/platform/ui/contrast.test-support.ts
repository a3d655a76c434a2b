export type Rgb = readonly [number, number, number]

/** "#0b5d5a" as three parts of 255. @throws for anything else. */
export const rgbOf = (hex: string): Rgb => {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex)
  if (parts === null) throw new Error(`not a colour: ${hex}`)
  const [, red = '', green = '', blue = ''] = parts
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

// Relative luminance, WCAG 2.2.
const luminance = (colour: Rgb) => {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, 1.4.3). */
export const contrast = (one: string, other: string) => {
  const [dark = 0, light = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
