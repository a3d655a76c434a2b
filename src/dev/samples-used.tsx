import {
  Button,
  CheckField,
  CheckGroup,
  Chip,
  Columns,
  DateField,
  ErrorSummary,
  ExternalLink,
  FileField,
  FilterGroup,
  Fold,
  Form,
  FunctionBadge,
  InlineFigure,
  Pagination,
  Prose,
  Row,
  SearchForm,
  Section,
  SelectField,
  Stack,
  Table,
  Tabs,
  TextArea,
  TextField,
  TextLink,
} from '#platform/ui/index.ts'

export const ColourSamples = () => (
  <Section title="Boutons et liens">
    <Row>
      <Button kind="primary" type="button">
        Enregistrer
      </Button>
      <Button type="button">Ajouter une date</Button>
      <Button kind="quiet" type="button">
        Annuler
      </Button>
      <Button kind="danger" type="button">
        Retirer du réseau
      </Button>
      <Button type="button" disabled>
        Indisponible
      </Button>
    </Row>
  </Section>
)

export const TextSamples = () => (
  <Section title="Texte" aside={<TextLink to="#">Voir tout</TextLink>}>
    <Prose>
      <p>
        En 2025, le réseau compte <InlineFigure shown="303" href="#conseils" label="conseils locaux actifs" /> conseils locaux actifs, soit
        cinq de plus qu’un an avant. Chaque chiffre s’ouvre : <TextLink to="#">sa définition</TextLink>, les lignes qui le composent ou{' '}
        <ExternalLink href="https://example.org/rapport">le rapport qui le publie</ExternalLink>.
      </p>
      <h3>Ce que disent les personnes</h3>
      <ul>
        <li>être reçu là où l’on vit ;</li>
        <li>savoir à qui parler, même le soir ;</li>
        <li>participer aux décisions.</li>
      </ul>
      <blockquote>
        <p>Rien sur nous sans nous.</p>
      </blockquote>
      <Fold title="Comment ce texte est écrit">
        <p>Des phrases courtes, à la voix active, dans la langue de qui lit.</p>
      </Fold>
    </Prose>
  </Section>
)

const ROWS = [
  {
    key: 'a',
    href: '#a',
    cells: {
      name: 'Équipe mobile du littoral',
      function: <FunctionBadge code="2A" label="Équipe mobile de crise" />,
      place: 'Dunkerque',
      places: 24,
    },
  },
  {
    key: 'b',
    href: '#b',
    cells: {
      name: 'Maison des usages',
      function: <FunctionBadge code="3" label="Rétablissement et inclusion" />,
      place: 'Hellemmes',
      places: 1200,
    },
  },
  {
    key: 'c',
    href: '#c',
    cells: { name: 'Habitat du canal', function: <FunctionBadge code="5" label="Habitat accompagné" />, place: 'Tournai', places: '' },
  },
]

export const ListSamples = () => (
  <Section title="Listes et tableaux">
    <Stack>
      <Tabs
        label="Vues"
        items={[
          { to: '#liste', label: 'Liste', current: true },
          { to: '#carte', label: 'Carte' },
          { to: '#export', label: 'Exporter' },
        ]}
      />
      <Columns
        side={
          <>
            <FilterGroup title="Fonction">
              <Chip to="#1">1</Chip>
              <Chip to="#2" current>
                2A
              </Chip>
              <Chip to="#3">3</Chip>
            </FilterGroup>
            <FilterGroup title="Pays">
              <Chip to="#fr">France</Chip>
              <Chip to="#be">Belgique</Chip>
            </FilterGroup>
          </>
        }
      >
        <SearchForm label="Chercher une organisation" hint="Un nom, une ville ; les accents ne comptent pas." />
        <Table
          caption="3 services sur 214"
          columns={[
            { key: 'name', label: 'Service' },
            { key: 'function', label: 'Fonction' },
            { key: 'place', label: 'Ville' },
            { key: 'places', label: 'Places', numeric: true },
          ]}
          rows={ROWS}
        />
        <Pagination page={2} pages={14} hrefOf={(page) => `?page=${page}`} />
      </Columns>
      <Table
        narrow="scroll"
        caption="Conseils par année, du premier recensement à aujourd’hui"
        columns={['Année', '2019', '2020', '2021', '2022', '2023', '2024', '2025'].map((label) => ({
          key: label,
          label,
          numeric: label !== 'Année',
        }))}
        rows={[
          {
            key: 'n',
            cells: { Année: 'Conseils actifs', '2019': 230, '2020': 241, '2021': 256, '2022': 268, '2023': 282, '2024': 298, '2025': 303 },
          },
        ]}
      />
    </Stack>
  </Section>
)

export const FormSamples = () => (
  <Section title="Formulaires">
    <Form method="post">
      <Stack>
        <ErrorSummary
          title="Deux réponses sont à revoir. Ce que vous avez écrit est gardé."
          errors={{ 'kit-date': 'La date est dans le futur.', 'kit-kind': 'Choisissez un type d’activité.' }}
        />
        <TextField
          name="kit-title"
          label="Titre"
          hint="Ce qui s’est passé, en quelques mots."
          required
          defaultValue="Visite d’une délégation"
        />
        <DateField name="kit-date" label="Date" defaultValue="2027-03-03" error="La date est dans le futur." required />
        <SelectField
          name="kit-kind"
          label="Type d’activité"
          empty="Choisir…"
          options={[
            { value: 'visit', label: 'Visite' },
            { value: 'training', label: 'Formation' },
          ]}
          error="Choisissez un type d’activité."
        />
        <CheckGroup
          name="kit-who"
          legend="Qui est venu ?"
          options={[
            { value: 'professionals', label: 'Professionnels' },
            { value: 'persons', label: 'Personnes concernées', hint: 'dont pair-aidants' },
            { value: 'elected', label: 'Élus' },
          ]}
          defaultValues={['persons']}
        />
        <CheckGroup
          kind="radio"
          name="kit-seen"
          legend="Qui peut le lire ?"
          options={[
            { value: 'all', label: 'Tout le monde' },
            { value: 'network', label: 'Le réseau seulement' },
          ]}
          defaultValues={['all']}
        />
        <TextArea name="kit-text" label="Ce qui en est sorti" />
        <FileField name="kit-file" label="Document" hint="PDF ou tableur, 8 Mo au plus." />
        <CheckField name="kit-agree" label="Publier dès maintenant" hint="Vous pourrez revenir en arrière." />
        <Row>
          <Button kind="primary">Enregistrer</Button>
          <Button kind="quiet" type="button">
            Annuler
          </Button>
        </Row>
      </Stack>
    </Form>
  </Section>
)
