import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import packageJson from './package.json' with { type: 'json' }
import { fonts } from './vite/fonts/fonts.ts'
import { readerFitsDecoder } from './vite/reader-fits-decoder.ts'
import { chunkName, chunkOfTexts } from './vite/text-chunks.ts'
import { togetherChunks } from './vite/together-chunks.ts'
import { withoutZxingJs } from './vite/without-zxing-js.ts'

const paper = '#FBF7EF'

// Reproducible when the packager says when: reproducible-builds.org/specs/source-date-epoch.
const builtAt = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0) * 1000 || Date.now()

export default defineConfig({
  define: {
    'import.meta.env.CARNET_VERSION': JSON.stringify(packageJson.version),
    'import.meta.env.CARNET_BUILT_AT': builtAt,
  },
  plugins: [
    readerFitsDecoder(),
    withoutZxingJs(),
    react(),
    fonts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/client/service-worker',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        // The reader weighs one megabyte and must be there before the network goes.
        globPatterns: ['**/*.{html,js,css,wasm,woff2,svg,png}'],
        maximumFileSizeToCacheInBytes: 4_000_000,
        rollupFormat: 'iife',
      },
      manifest: {
        id: '/',
        start_url: '/',
        scope: '/',
        name: 'Carnet',
        short_name: 'Carnet',
        lang: 'fr',
        dir: 'ltr',
        display: 'standalone',
        background_color: paper,
        theme_color: paper,
        icons: [
          { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  build: {
    outDir: 'dist',
    manifest: true,
    // The content-security-policy allows our own files only: nothing inlined, no data: address, no polyfill script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        chunkFileNames: chunkName,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: chunkOfTexts }, ...togetherChunks],
        },
      },
    },
  },
})
