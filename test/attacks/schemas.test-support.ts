import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#platform/root.server.ts'

// Programs that begin when they are read, and what only a browser reads.
const NOT_READ =
  /\.(test|test-support|d)\.tsx?$|^(main|entry)\.|^offline\/(main|worker)|^cli\/|^dev\/|^routes\.ts$|\/routes\.ts$|-main\.ts$/

/** The files of the program that can be read to see what they give, below src/. */
export const filesOf = (): string[] =>
  readdirSync(join(projectRoot(), 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !NOT_READ.test(file),
  )
