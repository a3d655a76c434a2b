import type { Example } from '../journeys/addresses.ts'
import { type Form, formsIn } from './forms.test-support.ts'
import { COMPLETED, HAND_WRITTEN } from './hand-written.test-support.ts'
import type { Person, Site, Told } from './site.test-support.ts'

/** A form and the entry of the route table that it is sent to. */
export type Sent = Form & { example: Example }

/** The address that a form is sent to, with the record that it names. */
const exampleOf = (all: readonly Example[], action: string): Example => {
  const path = action.replace(/^\/fr/, '').split('?')[0] ?? ''
  const known = all.find((example) => example.path === path)
  if (known === undefined) throw new Error(`a form is sent to ${action}, which is no example of an address`)
  return known
}

const shown = async (site: Site, all: readonly Example[]): Promise<Sent[]> => {
  const found: Sent[] = []
  for (const { path } of all.filter(({ kind }) => kind === 'page')) {
    const { body } = await site.ask(`/fr${path}`, { cookie: site.members.administrator.cookie })
    for (const form of formsIn(body, `/fr${path}`)) {
      const sent = { ...form, example: exampleOf(all, form.action) }
      const completed = COMPLETED[nameOf(sent)] ?? []
      found.push({ ...sent, fields: [...form.fields.filter(([name]) => !completed.some(([other]) => other === name)), ...completed] })
    }
  }
  return found
}
const written = (all: readonly Example[]): Sent[] =>
  Object.entries(HAND_WRITTEN).flatMap(([pattern, forms]) => {
    const example = all.find((each) => each.pattern === pattern)
    if (example === undefined) throw new Error(`there is no address ${pattern} any more`)
    return forms.map((fields) => ({ action: `/fr${example.path}`, fields: [...fields], act: '', example }))
  })

/** Each form that the administrator of the closed network finds on its pages, as his browser would send it, and what no page shows. */
export const everyForm = async (site: Site, all: readonly Example[]): Promise<Sent[]> => {
  const own = new Map((await shown(site, all)).map((form) => [`${form.action} ${form.act} ${form.fields.map(([name]) => name)}`, form]))
  // What removes something comes last, so that the forms before it find what they name.
  return [...own.values(), ...written(all)].sort((one, other) => Number(isLast(one)) - Number(isLast(other)))
}

/** By its address and what it is to do. */
export const nameOf = ({ example, fields }: Sent) => `${example.pattern} ${fields.find(([name]) => name === 'intent')?.[1] ?? ''}`
const isLast = ({ act, fields }: Sent) =>
  /remove|end|revoke/.test(act) || fields.some(([name, value]) => name === 'intent' && value === 'remove')
// A password takes a third of a second, by design: once is enough.
export const isSlow = ({ example, fields }: Sent) => example.pattern === 'sign-in' && fields.some(([name]) => name === 'password')

/** As a browser without a program sends it, or as the program does: that one asks for no page, and is quicker. */
export const send = (site: Site, person: Person, { action, fields }: Pick<Form, 'action' | 'fields'>): Promise<Told> => {
  const [path = '', search = ''] = action.split('?')
  const address = `${path}${person.isThorough ? '' : '.data'}${search === '' ? '' : `?${search}`}`
  return site.ask(address, { method: 'POST', cookie: person.cookie, form: fields })
}

/** The same form with all its words changed in one way. */
export const to = (form: Sent, changed: (text: string) => string): Pick<Form, 'action' | 'fields'> => ({
  action: changed(form.action),
  fields: form.fields.map(([name, value]) => [name, changed(value)] as const),
})
export const idOf = ({ pattern, path }: Example) => path.split('/')[pattern.split('/').indexOf(':id') + 1] ?? ''
