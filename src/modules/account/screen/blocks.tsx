import { useLanguage } from '#platform/languages/intl.tsx'
import { FigureRow, FigureTile, InlineFigure, Picture, Prose, Table } from '#platform/ui/index.ts'
import type { Inline, Table as TableData } from '../document.ts'
import type { DrawnBlock, DrawnFigure } from '../render/drawn.server.ts'
import { Explained } from './explained.tsx'

type Context = { figures: Readonly<Record<string, DrawnFigure>>; hrefOf: (figure: string) => string }

/** The blocks of a chapter on screen: every number leads to where it comes from. */
export const Blocks = ({ blocks, ...context }: Context & { blocks: readonly DrawnBlock[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a document never change their order
  blocks.map((block, at) => <Block key={`${at} ${block.type}`} block={block} {...context} />)

// What is alike is shown alike: its content is its key.
const keyOf = (content: unknown) => JSON.stringify(content)

const Block = ({ block, ...context }: Context & { block: DrawnBlock }) => {
  switch (block.type) {
    case 'heading':
      return <h3>{block.text}</h3>
    case 'paragraph':
      return (
        <Prose>
          <p>
            <Inlines inlines={block.inlines} {...context} />
          </p>
        </Prose>
      )
    case 'list':
      return (
        <Prose>
          <ul>
            {block.items.map((item) => (
              <li key={keyOf(item)}>
                <Inlines inlines={item} {...context} />
              </li>
            ))}
          </ul>
        </Prose>
      )
    case 'figures':
      return <Tiles ids={block.ids} {...context} />
    case 'chart':
      return <ChartPicture {...block} />
    case 'map':
      return <MapPicture {...block} />
    case 'table':
      return <DataTable table={block.table} />
  }
}

const Tiles = ({ ids, figures, hrefOf }: Context & { ids: readonly string[] }) => (
  <FigureRow>
    {ids.map((id) => {
      const figure = figures[id]
      return figure === undefined ? null : (
        <FigureTile key={id} {...figure} label={<Explained>{figure.label}</Explained>} href={hrefOf(id)} />
      )
    })}
  </FigureRow>
)

const ChartPicture = ({ chart: { id, title, summary, rows, unitLabel }, ...drawn }: Extract<DrawnBlock, { type: 'chart' }>) => {
  const { say } = useLanguage()
  const columns = [
    { label: say('account.table.what'), numeric: false },
    { label: unitLabel, numeric: true },
  ]
  const lines = rows.map(({ label, part, shown }) => ({ header: part === undefined ? label : `${label}, ${part}`, cells: [shown] }))
  return <Pictured {...drawn} title={title} summary={summary} table={{ id, caption: title, columns, rows: lines }} />
}

const MapPicture = ({ map: { id, title, summary, points }, ...drawn }: Extract<DrawnBlock, { type: 'map' }>) => {
  const { say } = useLanguage()
  const columns = [{ label: say('account.table.organisation'), numeric: false }]
  const lines = points.map(({ label }) => ({ header: label, cells: [] }))
  return <Pictured {...drawn} title={title} summary={summary} table={{ id, caption: title, columns, rows: lines }} />
}

type PicturedProps = { wide: string; narrow: string; title: string; summary: string; table: TableData }
const Pictured = ({ wide, narrow, title, summary, table }: PicturedProps) => (
  <Picture
    svgWide={wide}
    svgNarrow={narrow}
    caption={
      <>
        <strong>{title}</strong>
        {` – ${summary}`}
      </>
    }
    table={<DataTable table={table} />}
  />
)

const Inlines = ({ inlines, figures, hrefOf }: Context & { inlines: readonly Inline[] }) =>
  inlines.map((inline, at) => {
    if (inline.type === 'figure') {
      const figure = figures[inline.id]
      return figure === undefined ? null : (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may name a figure twice, and its words never move
        <InlineFigure key={`${at} ${inline.id}`} shown={figure.shown} label={figure.label} href={hrefOf(inline.id)} />
      )
    }
    const key = `${at} ${inline.text}`
    if (inline.emphasis === 'strong') return <strong key={key}>{inline.text}</strong>
    return inline.emphasis === 'em' ? <em key={key}>{inline.text}</em> : inline.text
  })

const DataTable = ({ table: { caption, columns, rows } }: { table: TableData }) => (
  <Table
    caption={caption}
    columns={columns.map(({ label, numeric }, at) => ({ key: String(at), label, numeric }))}
    rows={rows.map(({ header, cells }, at) => ({
      key: `${at} ${header}`,
      cells: Object.fromEntries([header, ...cells].map((cell, column) => [String(column), cell])),
    }))}
  />
)
