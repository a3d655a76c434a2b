/**
 * Whether our own server says that the session is over, or the work: then a device forgets. A proxy on the way, or a hotspot that asks
 * for a password, must not make it do so, hence the mark (modules/field/routes/answers.server.ts).
 */
export const isOver = async (response: Response | null): Promise<boolean> => {
  if (response === null || ![401, 403, 409].includes(response.status)) return false
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as { maillage?: string } | null
  return body?.maillage === 'field'
}
