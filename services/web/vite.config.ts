import { defineConfig } from 'vite';

/** Where `npm start` serves the API: the development server (`pnpm --filter @presswatch/web dev`) passes requests on. */
const API = process.env.PRESSWATCH_ADDRESS ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  // No plugin: TSX is turned into calls of Preact's own JSX runtime by Vite itself.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    cssTarget: 'es2023',
    // The policy of the page allows no data: addresses, and its scripts are few: nothing to preload.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': API } },
});
