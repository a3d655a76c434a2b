import { describe, expect, test, vi } from 'vitest'
import type { Who } from '../../src/modules/care/access.ts'
import { patterns } from '../journeys/addresses.ts'
import { expectSame, namesIn, said } from './addresses.test-support.ts'
import { type Real, realAddresses, useFollowed } from './followed.test-support.ts'
import { HAND_WRITTEN } from './hand-written.test-support.ts'
import { MARK, openSessionFor, type Told, useSite } from './site.test-support.ts'

vi.setConfig({ testTimeout: 120_000 })
const site = useSite()
const followed = useFollowed(site)
const all = () => realAddresses(patterns(), followed)
const look = (path: string, cookie: string): Promise<Told> => site.ask(`/fr${path}.data`, { cookie })
const isOpen = ({ status }: Told) => status < 300
const everybody = () => Object.keys(followed.cookies) as Who[]

describe('an address that names somebody who is followed', () => {
  test('is opened by whom the table of access names, and by nobody else', async () => {
    const opened: Record<string, Who[]> = {}
    for (const { pattern, path } of all()) {
      opened[pattern] = []
      for (const who of everybody()) if (isOpen(await look(path, followed.cookies[who]))) opened[pattern].push(who)
    }
    console.log(JSON.stringify(opened))
  })
})
