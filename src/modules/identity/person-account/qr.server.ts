import { encode } from 'uqr'

export type Qr = { size: number; path: string }
const QUIET_ZONE = 4 // ISO/IEC 18004

/** A text as a QR code: the dark squares as one path, each 1×1. */
export const qrOf = (text: string): Qr => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  return { size, path: data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') }
}
