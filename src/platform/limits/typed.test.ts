import { expect, test } from 'vitest'
import { typedIn } from './typed.server.ts'

const form = (body: URLSearchParams | FormData, headers: Record<string, string> = {}) => {
  const request = new Request('http://localhost/', { method: 'POST', body })
  request.headers.set('content-length', '1000')
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return request
}

test('a form comes back field by field, in its order, with names that stand twice', async () => {
  const body = new URLSearchParams([
    ['wanted', 'a'],
    ['note', 'deux\nlignes'],
    ['wanted', 'b'],
  ])
  expect(await typedIn(form(body))).toEqual({
    fields: [
      ['wanted', 'a'],
      ['note', 'deux\nlignes'],
      ['wanted', 'b'],
    ],
    isWhole: true,
  })
})

test('a secret or a file is not given back, and it is said that something is missing', async () => {
  const secrets = new URLSearchParams({ email: 'a@b.example', password: 'hunter2', code: '123456', newPassword: 'x', answer: '{}' })
  expect(await typedIn(form(secrets))).toEqual({ fields: [['email', 'a@b.example']], isWhole: false })
  const upload = new FormData()
  upload.set('network', 'ccoms')
  upload.set('file', new File(['a;b'], 'list.csv'))
  expect(await typedIn(form(upload))).toEqual({ fields: [['network', 'ccoms']], isWhole: false })
})

test('what is no form, is too large, or is broken is not read', async () => {
  expect(await typedIn(new Request('http://localhost/', { method: 'POST', body: '{}', headers: { 'content-length': '2' } }))).toBeNull()
  expect(await typedIn(form(new URLSearchParams({ a: 'b' }), { 'content-length': '9000000' }))).toBeNull()
  expect(await typedIn(form(new URLSearchParams({ a: 'b' }), { 'content-type': 'multipart/form-data; boundary=x' }))).toBeNull()
})
