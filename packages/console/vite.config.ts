import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { en } from './src/i18n/en.ts';
import { es } from './src/i18n/es.ts';
import { themeStylesheet } from './src/theme/theme-stylesheet.ts';

export default defineConfig({
  base: '/console/',
  plugins: [react(), stylesheetOfTheme(), noScript()],
  build: {
    // Everything is a file of its own: the Content-Security-Policy names no data: URLs for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What only changes with a library stays in people's caches when the console is updated.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            { name: 'libraries', test: /node_modules/, priority: 1 },
          ],
        },
      },
    },
  },
});

/**
 * `virtual:theme.css`: the variables of the theme, written at build time. Mantine would put them into a `<style>`
 * element at run time, which `style-src 'self'` forbids.
 */
function stylesheetOfTheme(): Plugin {
  const id = 'virtual:theme.css';
  return {
    name: 'gatehouse-theme',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? themeStylesheet() : undefined),
  };
}

/** What a browser without scripts shows, from the catalogues like every other text. */
function noScript(): Plugin {
  const paragraph = (lang: string, text: string) => `<p lang="${lang}">${text}</p>`;
  const texts = paragraph('en', en['console.needs_script']) + paragraph('es', es['console.needs_script']);
  return {
    name: 'gatehouse-noscript',
    transformIndexHtml: (html) => html.replace('<!-- console.needs_script -->', texts),
  };
}
