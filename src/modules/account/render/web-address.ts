/** The address as a link target when it is one of the web; null for everything else (`javascript:` and the like are no sources). */
export const webAddress = (address: string | null): string | null => {
  const url = address === null ? null : URL.parse(address)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
