import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { type ServerBuild, UNSAFE_withErrorBoundaryProps as withBoundaryProps, UNSAFE_withComponentProps as withProps } from 'react-router'
import { projectRoot } from '#platform/root.server.ts'
import routes from '../../src/routes.ts'

type Module = ServerBuild['routes'][string] extends infer R | undefined ? (R extends { module: infer M } ? M : never) : never
type Route = { id: string; parentId?: string; path?: string; index?: boolean; module: Module }

const idOf = (entry: RouteConfigEntry) => entry.id ?? entry.file.replace(/\.tsx?$/, '')
const flat = (entries: readonly RouteConfigEntry[], parentId: string): (Omit<Route, 'module'> & { file: string })[] =>
  entries.flatMap((entry) => [
    {
      id: idOf(entry),
      parentId,
      file: entry.file,
      ...(entry.path === undefined ? {} : { path: entry.path }),
      ...(entry.index === true ? { index: true } : {}),
    },
    ...flat(entry.children ?? [], idOf(entry)),
  ])

// Its build gives the screens what they show as props, so that this must be done here too.
const moduleAt = async (file: string): Promise<Module> => {
  const module = await import(/* @vite-ignore */ join(projectRoot(), 'src', file))
  return {
    ...module,
    ...(module.default === undefined ? {} : { default: withProps(module.default) }),
    ...(module.ErrorBoundary === undefined ? {} : { ErrorBoundary: withBoundaryProps(module.ErrorBoundary) }),
  }
}

/** What React Router's own build would say of a route to the browser: the tests have none, so that it is only named. */
const asset = ({ id, module, ...rest }: Route) => ({
  ...rest,
  id,
  hasAction: module.action !== undefined,
  hasLoader: module.loader !== undefined,
  hasClientAction: false,
  hasClientLoader: false,
  hasClientMiddleware: false,
  hasErrorBoundary: id === 'root',
  module: `/assets/${id}.js`,
  clientActionModule: undefined,
  clientLoaderModule: undefined,
  clientMiddlewareModule: undefined,
  hydrateFallbackModule: undefined,
})

/** The screens straight from the source, as the server takes them: every entry of the route table, nothing built beforehand. */
export const sourceBuild = async (): Promise<ServerBuild> => {
  const table = [{ id: 'root', path: '', file: 'root.tsx' }, ...flat(routes, 'root')]
  const all: Route[] = await Promise.all(table.map(async ({ file, ...rest }) => ({ ...rest, module: await moduleAt(file) })))
  return {
    entry: { module: await import('../../src/entry.server.tsx') },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: '/assets/entry.client.js' },
      routes: Object.fromEntries(all.map((route) => [route.id, asset(route)])),
      url: '/assets/manifest.js',
      version: 'test',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'lazy', manifestPath: '/__manifest' },
  } as unknown as ServerBuild
}
