import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root, sourceFiles } from '../source-files.ts';
import { againstArrows } from './dependencies.ts';
import type { SourceFile } from './file.ts';
import { brokenLinks } from './links.ts';
import { lockFileObjections } from './lock-file.ts';
import { machinePaths } from './machine-paths.ts';
import { unfindable } from './names.ts';
import { circlesBetweenRooms } from './rooms.ts';
import type { Outcome, Step } from './run-steps.ts';
import { settingsPage, settingsPageObjections } from './settings-page.ts';
import { sizes } from './sizes.ts';
import { unforeseeable } from './time-and-chance.ts';

/** Everything that `npm run check` proves, in the order a reader would ask. */
export function steps({ fix, tests }: { fix: boolean; tests: boolean }): Step[] {
  const paths = sourceFiles();
  const files = paths
    .filter(isText)
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
  const rule = (name: string, objections: (files: SourceFile[]) => string[]): Step => ({
    name,
    run: async () => ({ objections: objections(files) }),
  });
  return [
    { name: 'types', run: () => program('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']) },
    {
      name: 'types of the console',
      run: () => program('typescript/bin/tsc', ['-p', 'packages/console/tsconfig.json', '--noEmit']),
    },
    {
      name: 'lint and format',
      run: () =>
        program('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', ...(fix ? ['--write'] : [])]),
    },
    { name: 'dead code and unused packages', run: () => program('knip/bin/knip.js', ['--no-progress']) },
    rule('arrows between packages', againstArrows),
    rule('no circles between rooms', circlesBetweenRooms),
    rule('names that say something', () => unfindable(paths)),
    {
      name: 'sizes of files',
      run: async () => {
        const { objections, median, p90 } = sizes(files);
        return { objections, note: `median ${median} lines, p90 ${p90}` };
      },
    },
    rule('time and chance are passed in', unforeseeable),
    rule('no paths of one machine', machinePaths),
    rule('a lock file for everyone', () => lockFileObjections(read('package-lock.json') ?? '')),
    rule('links in Markdown', (all) => brokenLinks(all, paths)),
    { name: 'docs/settings.md is up to date', run: () => settingsDocument(fix) },
    { name: 'docs/link-settings.md is up to date', run: () => linkSettingsDocument(fix) },
    { name: 'docs/rfc-matrix.md is up to date', run: () => matrixDocument(fix) },
    ...(tests ? [{ name: 'tests: unit, sqlite', alone: true, run: testsOfCheck }] : []),
  ];
}

function isText(path: string): boolean {
  return /\.(ts|tsx|mjs|js|json|md|html|css|svg|ya?ml)$|^\.ci\//.test(path) && path !== 'package-lock.json';
}

function read(path: string): string | undefined {
  const file = new URL(path, root);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Runs a tool of node_modules by this Node; what it says is an objection only if it fails. */
async function program(tool: string, args: string[]): Promise<Outcome> {
  const { code, output } = await runNode([fileURLToPath(new URL(`node_modules/${tool}`, root)), ...args]);
  return { objections: code === 0 ? [] : [output.trim() || `${tool} ended with code ${code}`] };
}

async function settingsDocument(fix: boolean): Promise<Outcome> {
  // Loaded here, so that broken settings fail this step alone.
  const [{ settings }, { settingsTable }] = await Promise.all([
    import('../../packages/platform/src/settings.ts'),
    import('@gatehouse/service'),
  ]);
  const table = settingsTable(settings);
  if (fix) writeFileSync(new URL('docs/settings.md', root), settingsPage(table));
  return { objections: settingsPageObjections(read('docs/settings.md'), table) };
}

async function linkSettingsDocument(fix: boolean): Promise<Outcome> {
  const [{ settings }, { settingsTable }] = await Promise.all([
    import('../../packages/link/src/settings.ts'),
    import('@gatehouse/service'),
  ]);
  const path = 'docs/link-settings.md';
  const table = settingsTable(settings);
  if (fix) writeFileSync(new URL(path, root), settingsPage(table, 'Link'));
  return { objections: settingsPageObjections(read(path), table, 'Link', path) };
}

async function matrixDocument(fix: boolean): Promise<Outcome> {
  const [{ matrixPage }, { requirements }] = await Promise.all([
    import('../../conformance/matrix.ts'),
    import('../../conformance/requirements.ts'),
  ]);
  const page = matrixPage(requirements);
  if (fix) writeFileSync(new URL('docs/rfc-matrix.md', root), page);
  if (read('docs/rfc-matrix.md') === page) return { objections: [] };
  return { objections: ['docs/rfc-matrix.md is not what the probes say; npm run check -- --fix writes it'] };
}

async function testsOfCheck(): Promise<Outcome> {
  const { code, output } = await runNode(['scripts/test.ts', '--lane', 'unit', '--lane', 'sqlite']);
  const total = output.trimEnd().split('\n').at(-1) ?? '';
  return code === 0 ? { objections: [], note: total } : { objections: [output.trim()], note: total };
}

function runNode(args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const options = { cwd: fileURLToPath(root), maxBuffer: 2 ** 27, encoding: 'utf8' } as const;
    const child = execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (child.exitCode ?? 1), output: stdout + stderr });
    });
  });
}
