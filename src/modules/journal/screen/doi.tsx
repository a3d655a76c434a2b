import { ExternalLink } from '#platform/ui/index.ts'

/** A lasting link to a publication. Only characters that a DOI may have reach the address unescaped. */
export const Doi = ({ doi }: { doi: string }) => (
  <ExternalLink href={`https://doi.org/${encodeURI(doi).replaceAll('#', '%23').replaceAll('?', '%3F')}`}>{doi}</ExternalLink>
)
