import type { Config } from '@react-router/dev/config'

// appDirectory is src, because route types exist only inside it and the modules live there.
export default { appDirectory: 'src', buildDirectory: 'build', ssr: true } satisfies Config
