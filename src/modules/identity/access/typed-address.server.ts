import { data } from 'react-router'
import { Problem } from '#platform/problem.ts'
import { told } from '../factors/request.server.ts'
import { Address } from './schema.ts'
import type { AddressAnswer } from './screen/address-form.tsx'

/** Reads the address that a form of one field sends, and does with it what the form is for. What was typed comes back with what is wrong. */
export const withAddress = async (request: Request, act: (email: string) => Promise<unknown>) => {
  const typed = String((await request.formData()).get('email') ?? '').slice(0, 320)
  const email = Address.safeParse(typed)
  if (!email.success) return data<AddressAnswer>({ typed, failure: 'email', seconds: 0 }, { status: 422 })
  try {
    await act(email.data)
    return data<AddressAnswer>({ typed: email.data, failure: null, seconds: 0 })
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many')
      return data<AddressAnswer>({ typed, failure: 'wait', seconds: Number(error.detail.seconds) }, { status: 429 })
    return told(() => Promise.reject(error))
  }
}
