import { once } from 'node:events'
import { Readable } from 'node:stream'
import type pg from 'pg'

/** What of a connection of pg COPY needs; its own types leave out the half that its protocol library has. */
type Wire = pg.Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; sendCopyFail(why: string): void }
type Answers = {
  onData?: (row: Buffer, wire: Wire) => void
  onReady?: (wire: Wire) => void
  onDone: (command: string) => void
  onError: (error: Error) => void
}

const BLOCK = 128 * 1024

/** A statement as pg's client runs it (its `Submittable`), with an answer to each message that COPY sends. */
const statement = (text: string, { onData, onReady, onDone, onError }: Answers): pg.Submittable => {
  let command = ''
  let failed = false
  const handlers = {
    submit: (wire: pg.Connection) => wire.query(text),
    handleCopyInResponse: (wire: Wire) => (onReady === undefined ? wire.sendCopyFail('rows were not expected') : onReady(wire)),
    handleCopyData: ({ chunk }: { chunk: Buffer }, wire: Wire) => onData?.(chunk, wire),
    handleCommandComplete: (message: { text: string }) => {
      command = message.text
    },
    handleReadyForQuery: () => {
      if (!failed) onDone(command)
    },
    handleError: (error: Error) => {
      failed = true
      onError(error)
    },
    handleRowDescription: () => undefined,
    handleDataRow: () => undefined,
    handleEmptyQuery: () => undefined,
    handlePortalSuspended: () => undefined,
  }
  return handlers
}

/**
 * `COPY … TO STDOUT` as a stream of blocks. `onRow` sees the bytes of each row, newline included: PostgreSQL sends one row in one
 * message (PostgreSQL manual, "COPY Operations"). A reader who is slow stops the server, so that memory does not grow with a table.
 * A stream that is given up takes its connection with it.
 */
export const copyOut = (client: pg.Client, text: string, onRow: (row: Buffer) => void): Readable => {
  let socket: pg.Connection['stream'] | undefined
  let isEnded = false
  let block = Buffer.allocUnsafe(BLOCK)
  let used = 0
  const stream = new Readable({
    highWaterMark: 2 * BLOCK,
    read: () => void socket?.resume(),
    destroy: (error, done) => {
      if (!isEnded) socket?.destroy()
      done(error)
    },
  })
  const flush = () => {
    if (used > 0 && !stream.push(block.subarray(0, used))) socket?.pause()
    block = Buffer.allocUnsafe(BLOCK)
    used = 0
  }
  const onData = (row: Buffer, wire: Wire) => {
    socket = wire.stream
    onRow(row)
    if (used + row.length > BLOCK) flush()
    // The bytes belong to pg's buffer, which it uses again.
    if (row.length > BLOCK) return void (stream.push(Buffer.from(row)) || socket.pause())
    used += row.copy(block, used)
  }
  const onDone = () => {
    isEnded = true
    flush()
    socket?.resume()
    stream.push(null)
  }
  const onError = (error: Error) => {
    isEnded = true
    socket?.resume()
    stream.destroy(error)
  }
  client.query(statement(text, { onData, onDone, onError }))
  return stream
}

export type CopyIn = {
  /** Resolves when there is room for more. @throws what PostgreSQL did not accept */
  write(rows: Buffer): Promise<void>
  /** @returns how many rows PostgreSQL took */
  end(): Promise<number>
}

/** `COPY … FROM STDIN`, ready to take blocks of rows. @throws when PostgreSQL refuses the statement */
export const copyIn = async (client: pg.Client, text: string): Promise<CopyIn> => {
  let failure: Error | undefined
  const opened = Promise.withResolvers<Wire>()
  const ended = Promise.withResolvers<number>()
  ended.promise.catch(() => undefined) // it is asked for at the end; a failure shows in `write` before
  const onError = (error: Error) => {
    failure = error
    opened.reject(error)
    ended.reject(error)
  }
  client.query(
    statement(text, { onReady: opened.resolve, onDone: (command) => ended.resolve(Number(command.replace('COPY ', ''))), onError }),
  )
  const wire = await opened.promise
  const write = async (rows: Buffer) => {
    if (failure !== undefined) throw failure
    wire.sendCopyFromChunk(rows)
    if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), ended.promise])
  }
  const end = () => {
    if (failure === undefined) wire.endCopyFrom()
    return ended.promise
  }
  return { write, end }
}
