import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { easyCatalogues } from './src/catalogues/build.ts'
import { fieldArea } from './src/offline/build.ts'

export default defineConfig({
  plugins: [easyCatalogues(), reactRouter(), fieldArea()],
  // The content security policy allows no data: scripts, and fonts are better cached as files.
  build: { assetsInlineLimit: 0 },
  environments: {
    // One server program: the bundle is the whole of Maillage, pages and command line, so that nothing exists twice in memory.
    ssr: { build: { rolldownOptions: { input: './src/main.server.ts' } } },
  },
})
