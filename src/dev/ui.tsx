import { useEffect } from 'react'
import { data, useSearchParams } from 'react-router'
import { serverContext } from '#platform/server/context.ts'
import { LinkButton, Page, Row } from '#platform/ui/index.ts'
import type { Route } from './+types/ui'
import { BadgeSamples, FigureSamples, NoticeSamples, PictogramSamples } from './samples-shown.tsx'
import { ColourSamples, FormSamples, ListSamples, TextSamples } from './samples-used.tsx'

/** Every part of the kit on one page, for those who build with it. There is no such page outside of development. */
export const loader = ({ context }: Route.LoaderArgs) => {
  if (!context.get(serverContext).isDevelopment) throw data(null, { status: 404 })
  return null
}

// The look of another theme or of easy-to-read pages, by the address: /dev/ui?theme=dark, /dev/ui?locale=fr-x-falc.
const useLook = () => {
  const [search] = useSearchParams()
  const theme = search.get('theme')
  const locale = search.get('locale')
  useEffect(() => {
    const { dataset } = document.documentElement
    const before = { ...dataset }
    if (theme !== null) dataset.theme = theme
    if (locale !== null) dataset.locale = locale
    return () => {
      delete dataset.theme
      delete dataset.locale
      Object.assign(dataset, before)
    }
  }, [theme, locale])
}

export default function Kit() {
  useLook()
  return (
    <Page
      wide
      title="Le carnet de style"
      purpose="Toutes les pièces dont les pages de Maillage sont faites, pour qu’elles se ressemblent partout."
      back={{ to: '/', label: 'Accueil' }}
      actions={
        <Row>
          <LinkButton to="?theme=light">Clair</LinkButton>
          <LinkButton to="?theme=dark">Sombre</LinkButton>
          <LinkButton to="?locale=fr-x-falc">Facile à lire</LinkButton>
        </Row>
      }
    >
      <title>Le carnet de style · Maillage</title>
      <ColourSamples />
      <TextSamples />
      <FigureSamples />
      <BadgeSamples />
      <ListSamples />
      <FormSamples />
      <NoticeSamples />
      <PictogramSamples />
    </Page>
  )
}
