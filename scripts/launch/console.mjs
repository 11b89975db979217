import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { digest } from './digest.mjs';
import { runQuietly, Stop, say } from './process.mjs';
import { inTurn } from './turn.mjs';

/** Everything the built console is made of: its own folder, the packages it imports, the locked tools. */
const sources = ['packages/console/', 'packages/client/', 'packages/wire/', 'package-lock.json'];

/** Builds packages/console/dist if its sources are not those it was last built from. @param {URL} root @param {string} node */
export async function buildConsole(root, node) {
  if (isBuilt(root)) return;
  await inTurn(root, async () => {
    if (isBuilt(root)) return;
    const hash = sourcesHash(root);
    say('Building the console …');
    const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', root));
    const { code, output } = await runQuietly(root, node, [
      vite,
      'build',
      'packages/console',
      '--logLevel',
      'warn',
    ]);
    if (code !== 0)
      throw new Stop(`${output.trim()}\n\nThe console could not be built; the reason stands above.`);
    mkdirSync(new URL('node_modules/.cache/', root), { recursive: true });
    writeFileSync(stampOf(root), hash);
  });
}

/** @param {URL} root */
function isBuilt(root) {
  if (!existsSync(new URL('packages/console/dist/index.html', root)) || !existsSync(stampOf(root)))
    return false;
  return readFileSync(stampOf(root), 'utf8') === sourcesHash(root);
}

/** @param {URL} root */
const stampOf = (root) => new URL('node_modules/.cache/gatehouse-console', root);

/** A digest of names and contents; tests do not count. @param {URL} root */
export function sourcesHash(root) {
  const files = sources.flatMap((source) =>
    source.endsWith('/') ? [...filesBelow(new URL(source, root))] : [new URL(source, root)],
  );
  return digest(files.flatMap((file) => [file.href.slice(root.href.length), readFileSync(file)]));
}

/** @param {URL} folder @returns {Generator<URL>} */
function* filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, isDirectory } of entries.map((entry) => ({
    name: entry.name,
    isDirectory: entry.isDirectory(),
  }))) {
    if (isDirectory && name !== 'dist' && name !== 'node_modules')
      yield* filesBelow(new URL(`${name}/`, folder));
    else if (!isDirectory && !/\.test\.\w+$/.test(name)) yield new URL(name, folder);
  }
}
