// React and others choose what they load by this, once: without it every page is drawn by their slow builds for developers.
process.env.NODE_ENV ??= process.env.MAILLAGE_DEV === '1' ? 'development' : 'production'

const { main } = await import('../build/server/index.js')
process.exitCode = await main(process.argv.slice(2))
