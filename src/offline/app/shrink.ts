import type { FileType } from '#modules/field/vocabulary.ts'

const LONGEST_SIDE = 1600
export type Chosen = { name: string; type: FileType; bytes: Uint8Array<ArrayBuffer> }
export type Wrong = 'kind' | 'large'

/**
 * Makes a chosen file ready to keep. A photograph is drawn anew, at most 1,600 pixels wide or high: that makes it small, and leaves
 * behind what a camera writes into it, as the place where it was taken.
 */
export const prepare = async (file: File, most: number): Promise<Chosen | Wrong> => {
  if (file.type === 'application/pdf')
    return file.size > most ? 'large' : { name: file.name, type: 'application/pdf', bytes: new Uint8Array(await file.arrayBuffer()) }
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return 'kind'
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  if (drawn === null) return 'kind'
  if (drawn.size > most) return 'large'
  return { name: `${file.name.replace(/\.\w+$/, '')}.jpg`, type: 'image/jpeg', bytes: new Uint8Array(await drawn.arrayBuffer()) }
}
