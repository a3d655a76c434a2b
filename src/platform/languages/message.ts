// Catalogues are written in ICU MessageFormat. This reads the part of it that ours use: {name}, {n, number}, {n, plural, …} with
// =N and #, {word, select, …}. A full reader weighs ten times as much, on every page; test/catalogues.test.ts holds every message
// against one and refuses what is not read here (quotes, tags, offsets, skeletons).

export type Part =
  | string
  | { name: string; kind: 'value' | 'number' }
  | { name: string; kind: 'plural' | 'select'; options: Readonly<Record<string, readonly Part[]>> }
export type Values = Readonly<Record<string, string | number>>

/** The parts of a message. @throws with the message and the place, when it is not written as above */
export const parseMessage = (message: string): readonly Part[] => {
  const reader = readerOf(message)
  const all = readParts(reader, undefined)
  return reader.isAtEnd() ? all : reader.fail()
}

type Reader = ReturnType<typeof readerOf>
/** Goes through a message from left to right: `take` what fits here, or what `must` be here, or words up to a sign. */
const readerOf = (message: string) => {
  let at = 0
  const fail = (): never => {
    throw new Error(`message "${message}" cannot be read at character ${at + 1}`)
  }
  const take = (pattern: RegExp): string | undefined => {
    const sticky = new RegExp(pattern, 'y')
    sticky.lastIndex = at
    const found = sticky.exec(message)
    if (found === null) return undefined
    at = sticky.lastIndex
    return found[0].trim()
  }
  const wordsUpTo = (signs: string): string => {
    const start = at
    at += 1
    while (at < message.length && !signs.includes(message.charAt(at))) at += 1
    return message.slice(start, at)
  }
  return {
    fail,
    take,
    must: (pattern: RegExp) => take(pattern) ?? fail(),
    wordsUpTo,
    isAtEnd: () => at === message.length,
    next: () => message[at],
  }
}

/** `counted` is the argument that # stands for: the one of the nearest plural around. */
const readParts = (reader: Reader, counted: string | undefined): Part[] => {
  const read: Part[] = []
  while (!reader.isAtEnd() && reader.next() !== '}') {
    if (reader.take(/\{/) !== undefined) {
      read.push(readArgument(reader, counted))
      reader.must(/\}/)
    } else if (counted !== undefined && reader.take(/#/) !== undefined) read.push({ name: counted, kind: 'number' })
    else read.push(reader.wordsUpTo(counted === undefined ? '{}' : '{}#'))
  }
  return read
}

const readArgument = (reader: Reader, counted: string | undefined): Part => {
  const name = reader.must(/\s*\w+\s*/)
  const kind = reader.take(/,\s*(number|plural|select)\s*/)?.replace(/^,\s*/, '')
  if (kind === undefined || kind === 'number') return { name, kind: kind ?? 'value' }
  reader.must(/,/)
  return kind === 'plural'
    ? { name, kind, options: readOptions(reader, name) }
    : { name, kind: 'select', options: readOptions(reader, counted) }
}

const OPTION = /\s*(=\d+|\w+)\s*/
const readOptions = (reader: Reader, counted: string | undefined): Record<string, readonly Part[]> => {
  const read: Record<string, readonly Part[]> = {}
  for (let option = reader.take(OPTION); option !== undefined; option = reader.take(OPTION)) {
    reader.must(/\{/)
    read[option] = readParts(reader, counted)
    reader.must(/\}\s*/)
  }
  return read.other === undefined ? reader.fail() : read
}

type Speaker = { number: (value: number) => string; plural: (value: number) => string }

/** A message with its values in their places. @throws when a value is missing: a mistake of the program */
export const fillMessage = (parts: readonly Part[], values: Values, speaker: Speaker): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part
      const value = values[part.name]
      if (value === undefined) throw new Error(`a message needs a value for {${part.name}}`)
      if (!('options' in part)) return part.kind === 'number' ? speaker.number(Number(value)) : String(value)
      const { options } = part
      const exact = part.kind === 'plural' ? (options[`=${value}`] ?? options[speaker.plural(Number(value))]) : options[value]
      return fillMessage(exact ?? options.other ?? [], values, speaker)
    })
    .join('')
