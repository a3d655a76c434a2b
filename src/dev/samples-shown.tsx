import {
  DescriptionList,
  Empty,
  FigureRow,
  FigureTile,
  FunctionBadge,
  type FunctionCode,
  Idea,
  Ideas,
  LinkButton,
  Mesh,
  Notice,
  Pictogram,
  Picture,
  Progress,
  Row,
  Section,
  Stack,
  Table,
  Tag,
  Verdict,
} from '#platform/ui/index.ts'
import { PICTOGRAMS, type PictogramName } from '#platform/ui/pictograms.ts'

const FUNCTIONS: readonly [FunctionCode, string][] = [
  ['1', 'Prévention et premier accueil'],
  ['2A', 'Équipe mobile de crise'],
  ['2B', 'Équipe mobile de longue durée'],
  ['3', 'Rétablissement et inclusion'],
  ['4', 'Soins résidentiels intensifs'],
  ['5', 'Habitat accompagné'],
]

const BARS = [
  ['Habitants', 310],
  ['Professionnels', 124],
  ['Élus', 20],
] as const

// Stands in for what the server draws: the classes of a chart, no colour of its own.
const chart = (width: number, left: number) => {
  const scale = (width - left - 60) / 310
  const bars = BARS.map(
    ([label, value], row) =>
      `<text x="${left - 10}" y="${row * 40 + 26}" text-anchor="end" font-size="16">${label}</text><rect class="mark-${row + 1}" x="${left}" y="${row * 40 + 8}" width="${value * scale}" height="26" rx="2"/><text x="${left + value * scale + 8}" y="${row * 40 + 26}" font-size="16" class="value">${value}</text>`,
  )
  return `<svg class="chart" viewBox="0 0 ${width} 124" role="img" aria-label="Entretiens par public">${bars.join('')}</svg>`
}

export const FigureSamples = () => (
  <Section title="Chiffres et images">
    <FigureRow>
      <FigureTile
        label="Conseils locaux actifs"
        shown="303"
        unitLabel="conseils"
        periodLabel="au 31 décembre 2025"
        href="#conseils"
        kind="published"
        previous={{ shown: '298', periodLabel: '2024' }}
      />
      <FigureTile label="Entretiens menés" shown="454" unitLabel="entretiens" periodLabel="en 2025" href="#entretiens" kind="computed" />
      <FigureTile
        label="Personnes formées"
        shown="moins de 5"
        unitLabel="personnes"
        periodLabel="en 2025"
        href="#formees"
        kind="computed"
      />
      <FigureTile
        label="Habitants couverts"
        shown="près de 90 000"
        unitLabel="habitants"
        periodLabel="au 1er janvier 2025"
        href="#habitants"
        kind="published"
      />
    </FigureRow>
    <Picture
      svgWide={chart(760, 150)}
      svgNarrow={chart(340, 130)}
      caption="Plus des deux tiers des entretiens ont été menés avec des habitants."
      table={
        <Table
          caption="Entretiens par public en 2025"
          columns={[
            { key: 'public', label: 'Public' },
            { key: 'count', label: 'Entretiens', numeric: true },
          ]}
          rows={BARS.map(([label, value]) => ({ key: label, cells: { public: label, count: value } }))}
        />
      }
    />
  </Section>
)

export const BadgeSamples = () => (
  <Section title="Fonctions, constats, étiquettes">
    <Stack>
      <DescriptionList
        items={FUNCTIONS.map(([code, label]) => ({
          key: code,
          term: `Fonction ${code}`,
          description: <FunctionBadge code={code} label={label} />,
        }))}
      />
      <Row>
        <Verdict verdict="holds" label="Concorde" />
        <Verdict verdict="holds-within-rounding" label="Concorde à l’arrondi près" />
        <Verdict verdict="implies" label="Permet de déduire" />
        <Verdict verdict="contradicts" label="Se contredit" />
      </Row>
      <Row>
        <Tag>Association</Tag>
        <Tag tone="people">Pair-aidance</Tag>
        <Tag tone="attention">À relire</Tag>
      </Row>
    </Stack>
  </Section>
)

export const NoticeSamples = () => (
  <Section title="Messages et états">
    <Stack>
      <Notice kind="info" title="Cette liste est publique">
        <p>Tout le monde peut la lire, sans compte.</p>
      </Notice>
      <Notice kind="saved" title="C’est enregistré">
        <p>L’activité du mardi 3 mars 2026 est dans le journal.</p>
      </Notice>
      <Notice kind="attention" title="Deux sources ne disent pas la même chose">
        <p>Les deux chiffres sont montrés, chacun avec sa page.</p>
      </Notice>
      <Notice kind="danger" title="Le fichier n’a pas été lu">
        <p>Rien n’a été changé. Corrigez la ligne 12, puis envoyez-le à nouveau.</p>
      </Notice>
      <Empty
        title="Aucune activité pour l’instant"
        what="Ici paraîtra ce que le réseau a fait, jour après jour."
        start={
          <LinkButton to="#" kind="primary">
            Noter une activité
          </LinkButton>
        }
      />
      <Progress value={12} max={17} label="12 thèmes relus sur 17" />
      <Mesh kind="line" />
    </Stack>
  </Section>
)

export const PictogramSamples = () => (
  <Section title="Pictogrammes">
    <Row>
      {Object.keys(PICTOGRAMS).map((name) => (
        <Tag key={name}>
          <Pictogram name={name as PictogramName} /> {name}
        </Tag>
      ))}
    </Row>
    <Ideas>
      <Idea picture="people">Des personnes se réunissent dans chaque ville.</Idea>
      <Idea picture="speech">Elles parlent de la santé mentale.</Idea>
      <Idea picture="hand">Vous pouvez y participer.</Idea>
      <Idea picture="phone">Vous pouvez appeler pour en savoir plus.</Idea>
    </Ideas>
  </Section>
)
