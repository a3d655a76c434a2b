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
  const must = (pattern: RegExp) => take(pattern) ?? fail()

  const options = (counted: string | undefined): Record<string, readonly Part[]> => {
    const read: Record<string, readonly Part[]> = {}
    for (let option = take(/\s*(=\d+|\w+)\s*/); option !== undefined; option = take(/\s*(=\d+|\w+)\s*/)) {
      must(/\{/)
      read[option] = parts(counted)
      must(/\}\s*/)
    }
    return read.other === undefined ? fail() : read
  }
  const argument = (counted: string | undefined): Part => {
    const name = must(/\s*\w+\s*/)
    const kind = take(/,\s*(number|plural|select)\s*/)?.replace(/^,\s*/, '')
    if (kind === undefined || kind === 'number') return { name, kind: kind ?? 'value' }
    must(/,/)
    return kind === 'plural' ? { name, kind, options: options(name) } : { name, kind: 'select', options: options(counted) }
  }
  // `counted` is the argument that # stands for: the one of the nearest plural around.
  const parts = (counted: string | undefined): Part[] => {
    const read: Part[] = []
    while (at < message.length && message[at] !== '}') {
      if (take(/\{/) !== undefined) {
        read.push(argument(counted))
        must(/\}/)
      } else if (counted !== undefined && take(/#/) !== undefined) read.push({ name: counted, kind: 'number' })
      else {
        const start = at
        at += 1
        while (at < message.length && !(message[at] === '{' || message[at] === '}' || (counted !== undefined && message[at] === '#')))
          at += 1
        read.push(message.slice(start, at))
      }
    }
    return read
  }
  const all = parts(undefined)
  return at === message.length ? all : fail()
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
