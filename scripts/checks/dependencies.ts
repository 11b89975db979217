import { posix } from 'node:path';
import { isCode, isTestCode, type SourceFile } from './file.ts';
import { type Import, importsOf } from './imports.ts';

/** The arrows of the house: which packages each package may import. Nothing imports an app. */
const arrows: Record<
  string,
  { imports: string[]; inTests?: string[]; beside?: { folder: string; imports: string[] } }
> = {
  wire: { imports: [] },
  database: { imports: [] },
  service: { imports: [] },
  client: { imports: ['wire'] },
  platform: {
    imports: ['wire', 'database', 'service'],
    inTests: ['client'],
    // The tour is a client from outside that lives beside the demo it walks through.
    beside: { folder: 'src/demo/', imports: ['client'] },
  },
  link: { imports: ['wire', 'database', 'service'], inTests: ['platform'] },
  console: { imports: ['wire', 'client'], inTests: ['platform'] },
  drive: { imports: ['wire', 'client', 'service'], inTests: ['platform', 'link'] },
};

interface Manifest {
  name?: string;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const scope = '@gatehouse/';

/**
 * Every import that goes against an arrow, past a package's doors, or to a package that is not declared.
 * @param files all files of the project, its package.json files among them
 */
export function againstArrows(files: readonly SourceFile[]): string[] {
  const manifests = new Map(
    files
      .filter(({ path }) => posix.basename(path) === 'package.json')
      .map(({ path, text }) => [posix.dirname(path), JSON.parse(text) as Manifest]),
  );
  const found = [...manifests].flatMap(([folder, manifest]) => undeclarable(folder, manifest));
  for (const { path, text } of files.filter((file) => isCode(file.path))) {
    const home = homeOf(path, manifests);
    if (home === undefined) continue;
    for (const imported of importsOf(text)) {
      const objection = objectionTo(imported, path, home, manifests);
      if (objection !== undefined) found.push(`${path}: ${imported.specifier} ${objection}`);
    }
  }
  return found;
}

/** The folder of the package.json nearest above a file. */
function homeOf(path: string, manifests: ReadonlyMap<string, Manifest>): string | undefined {
  const folder = posix.dirname(path);
  if (manifests.has(folder)) return folder;
  return folder === '.' ? undefined : homeOf(folder, manifests);
}

function objectionTo(
  { specifier }: Import,
  path: string,
  home: string,
  manifests: ReadonlyMap<string, Manifest>,
): string | undefined {
  // node: is the runtime's own, virtual: the build's.
  if (/^(?:node|virtual):/.test(specifier)) return undefined;
  const inHouse = home.startsWith('packages/');
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    // Scripts tend the whole project and may look anywhere; a package reaches others by name.
    return inHouse && !target.startsWith(`${home}/`)
      ? 'leaves its package; import the other by name'
      : undefined;
  }
  const name = packageOf(specifier);
  if (name.startsWith(scope)) {
    const door = specifier === name ? '.' : `.${specifier.slice(name.length)}`;
    const doors = [...manifests.values()].find((manifest) => manifest.name === name)?.exports ?? {};
    if (!(door in doors)) return 'is not a door that package opens';
    // An example names its own package, as its readers will.
    const itself = manifests.get(home)?.name === name && isTestCode(path);
    if (!inHouse || itself) return undefined;
    if (!allowed(home, path).includes(name.slice(scope.length))) return 'goes against the arrows';
  }
  const own = declared(manifests.get(home));
  if (own.includes(name)) return undefined;
  if (!name.startsWith(scope) && isTestCode(path) && declared(manifests.get('.')).includes(name))
    return undefined;
  return `is not declared in ${home === '.' ? '' : `${home}/`}package.json`;
}

function allowed(home: string, path: string): string[] {
  const arrow = arrows[posix.basename(home)];
  if (arrow === undefined) return [];
  const { imports, inTests = [], beside } = arrow;
  if (isTestCode(path)) return [...imports, ...inTests];
  return beside && path.startsWith(`${home}/${beside.folder}`) ? [...imports, ...beside.imports] : imports;
}

/** What a package.json declares although no file of that package could import it. */
function undeclarable(folder: string, manifest: Manifest): string[] {
  if (!folder.startsWith('packages/')) return [];
  const arrow = arrows[posix.basename(folder)];
  if (arrow === undefined) return [`${folder}: the arrows of the house do not name this package`];
  const reachable = [...arrow.imports, ...(arrow.inTests ?? []), ...(arrow.beside?.imports ?? [])];
  return declared(manifest)
    .filter((name) => name.startsWith(scope) && !reachable.includes(name.slice(scope.length)))
    .map((name) => `${folder}/package.json: ${name} goes against the arrows`);
}

function declared(manifest: Manifest | undefined): string[] {
  return [manifest?.dependencies, manifest?.devDependencies, manifest?.optionalDependencies].flatMap((list) =>
    Object.keys(list ?? {}),
  );
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
