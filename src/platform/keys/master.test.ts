import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../database/database.test-support.ts'
import { advanceMaster, makeMasterFile, masterFile, masterOf, masters, prepareMaster, removeMaster } from './master.server.ts'

const place = temporaryFolder()
afterAll(place.remove)
let count = 0
const fresh = () => {
  count += 1
  return join(place.folder, `${count}`)
}
const ofFile = (file: string) => ({ MAILLAGE_KEY_FILE: file })
const made = () => {
  const file = `${fresh()}.keys`
  makeMasterFile(file)
  return { file, env: ofFile(file) }
}

describe('the file of master keys', () => {
  test('is made in the data folder when it is first needed, for its owner alone', () => {
    const env = { MAILLAGE_DATA: fresh() }
    const { current, all } = masters(env)
    expect(all).toHaveLength(1)
    expect(current.key).toHaveLength(32)
    expect(masterFile(env)).toBe(join(env.MAILLAGE_DATA, 'master.keys'))
    expect(statSync(masterFile(env)).mode & 0o777).toBe(0o600)
    expect(masters(env).current.id).toBe(current.id)
  })

  test('that a setting names and that is not there is never made: it would be another key', () => {
    const env = ofFile(fresh())
    expect(() => masters(env)).toThrow(/MAILLAGE_KEY_FILE names .* which does not exist/)
  })

  test('is never written over', () => {
    const { file } = made()
    const before = readFileSync(file, 'utf8')
    expect(() => makeMasterFile(file)).toThrow(/there already/)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('with a letter of a key changed is damaged, and says in which line', () => {
    const { file, env } = made()
    const text = readFileSync(file, 'utf8')
    const at = text.length - 10
    writeFileSync(file, text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1))
    expect(() => masters(env)).toThrow(`${file}, line 3 is damaged`)
  })

  test('without a key says so', () => {
    const file = fresh()
    writeFileSync(file, '# nothing\n')
    expect(() => masters(ofFile(file))).toThrow(/holds no master key/)
  })

  test('is read again when another process has changed it', () => {
    const { file, env } = made()
    const first = masters(env).current
    const other = made()
    const line = readFileSync(other.file, 'utf8')
      .split('\n')
      .findLast((each) => each !== '')
    writeFileSync(file, `${readFileSync(file, 'utf8')}${line}\n`)
    expect(masters(env).current.id).toBe(masters(other.env).current.id)
    expect(masterOf(first.id, env).key).toEqual(first.key)
  })
})

describe('rotation', () => {
  test('adds a key that is used from then on, and keeps the former ones', () => {
    const { env, file } = made()
    const first = masters(env).current
    const next = advanceMaster(env)
    expect(masters(env).current.id).toBe(next.id)
    expect(masters(env).all.map(({ id }) => id)).toEqual([first.id, next.id])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(place.folder).filter((name) => name.startsWith(`${file.split('/').at(-1)}.`))).toEqual([])
  })

  test('can be prepared, once: the key is in the file and not used until the rotation', () => {
    const { env } = made()
    const first = masters(env).current
    const prepared = prepareMaster(env)
    expect(prepareMaster(env).id).toBe(prepared.id)
    expect(masters(env).current.id).toBe(first.id)
    expect(advanceMaster(env).id).toBe(prepared.id)
    expect(masters(env).all.map(({ isNext }) => isNext)).toEqual([false, false])
  })

  test('takes a former key out, and never the one in use', () => {
    const { env } = made()
    const first = masters(env).current
    expect(() => removeMaster(first.id, env)).toThrow(/in use/)
    advanceMaster(env)
    removeMaster(first.id, env)
    expect(() => masterOf(first.id, env)).toThrow(`the master key ${first.id} is not in`)
    expect(() => removeMaster('0123456789abcdef', env)).toThrow(/is not in/)
  })

  test('where nothing can be written beside the file says so, and changes nothing', () => {
    // A name that is as long as names may be: the draft beside it cannot be made, whoever we are.
    const file = join(place.folder, 'k'.repeat(250))
    makeMasterFile(file)
    const before = readFileSync(file, 'utf8')
    expect(() => advanceMaster(ofFile(file))).toThrow(/cannot be written/)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})
