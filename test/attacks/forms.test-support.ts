// Of no record, in the form that ids of records have.
export const NO_ID = '00000000-0000-4000-8000-0000000000ff'
export type Field = readonly [name: string, value: string]
/** A form as a browser would send it: where to, and what it holds. `act`: the button that was pressed, as name=value. */
export type Form = { action: string; fields: Field[]; act: string }

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }
const decoded = (text: string) =>
  text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    hex !== undefined
      ? String.fromCodePoint(Number.parseInt(hex, 16))
      : decimal !== undefined
        ? String.fromCodePoint(Number(decimal))
        : (ENTITIES[name ?? ''] ?? whole),
  )
const attributesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name.toLowerCase(), decoded(value)]),
  )

const DAY = '2025-06-01'
const FILLING: Readonly<Record<string, string>> = {
  email: 'somebody@people.example',
  url: 'https://people.example/',
  date: DAY,
  'datetime-local': `${DAY}T10:00`,
  time: '10:00',
  number: '1',
  tel: '+33 1 23 45 67 89',
  password: 'a rather long pass phrase of nobody',
}

// Of fields whose form a page says in words only.
const BY_NAME: Readonly<Record<string, string>> = { value: '10', published: DAY }

/** What somebody types into an empty field that must not be empty: the first of its suggestions, where there are some. */
const filling = ({ type = 'text', name = '', list }: Record<string, string>, page: string) => {
  const suggested =
    list === undefined ? undefined : new RegExp(`<datalist id="${list}"[^>]*>(?:<option[^>]*value="([^"]*)")?`).exec(page)?.[1]
  return FILLING[type] ?? BY_NAME[name] ?? (suggested === undefined ? 'Texte' : decoded(suggested))
}

const inputIn = (given: Record<string, string>, page: string): Field[] => {
  const { name = '', type = 'text', value } = given
  if (name === '' || 'disabled' in given || ['submit', 'button', 'image', 'reset', 'file'].includes(type)) return []
  if (type === 'checkbox' || type === 'radio') return 'checked' in given ? [[name, value ?? 'on']] : []
  return [[name, value === undefined || value === '' ? ('required' in given ? filling(given, page) : '') : value]]
}
const selectIn = (head: string, body: string): Field[] => {
  const { name = '', disabled, required } = attributesIn(head)
  const options = [...body.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, attributes = '', text = '']) => {
    const { value = decoded(text), ...rest } = attributesIn(attributes)
    return { value, isSelected: 'selected' in rest }
  })
  const some = options.filter(({ value }) => value !== '')
  const first = options.find(({ isSelected, value }) => isSelected && (required === undefined || value !== '')) ?? some[0]
  return name === '' || disabled !== undefined || first === undefined ? [] : [[name, first.value]]
}

const TAGS = /<input\b([^>]*)>|<select\b([^>]*)>([\s\S]*?)<\/select>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g
const fieldsIn = (inside: string, page: string): Field[] =>
  [...inside.matchAll(TAGS)].flatMap(([, input, select, options = '', area, text = '']): Field[] => {
    if (input !== undefined) return inputIn(attributesIn(input), page)
    if (select !== undefined) return selectIn(select, options)
    const given = attributesIn(area ?? '')
    return given.name === undefined ? [] : [[given.name, text === '' && 'required' in given ? 'Texte' : decoded(text)]]
  })

/** Every form of a page that is sent, once for each of its buttons. `here`: the address of the page. */
export const formsIn = (html: string, here: string): Form[] =>
  [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inside = '']) => {
    const { method = 'get', action = here } = attributesIn(head)
    if (method.toLowerCase() !== 'post') return []
    const buttons = [...inside.matchAll(/<button\b([^>]*)>/g)]
      .map(([, attributes = '']) => attributesIn(attributes))
      .filter(({ type }) => type !== 'button')
    return (buttons.length === 0 ? [{}] : buttons).map(({ name, value = '' }: Record<string, string>) => ({
      action: action.startsWith('?') ? here.split('?')[0] + action : action,
      fields: [...fieldsIn(inside, html), ...(name === undefined ? [] : [[name, value] as const])],
      act: name === undefined ? '' : `${name}=${value}`,
    }))
  })
