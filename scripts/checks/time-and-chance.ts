import { isCode, isTestCode, type SourceFile } from './file.ts';

const clocks = /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bMath\.random\b/;
const dice = /\b(?:randomBytes|randomUUID|randomInt|randomFill(?:Sync)?|getRandomValues)/;
/** Called, or imported to be called under another name. */
const forbidden = new RegExp(
  `${clocks.source}|${dice.source}(?=\\(|[^;]*\\}\\s*from\\s*'(?:node:)?crypto')`,
  'g',
);

/** The only places that ask the machine for the time or for chance; everybody else is given them. */
const sources = [
  'packages/service/src/clock.ts',
  'packages/service/src/random.ts',
  'packages/client/src/surroundings.ts',
  'packages/drive/src/machine.ts',
];

/** Code that takes time or chance from the machine, so that no test could set them. */
export function unforeseeable(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('packages/') && !path.startsWith('packages/console/'))
    .filter(({ path }) => isCode(path) && !isTestCode(path) && !sources.includes(path))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      return Array.from(code.matchAll(forbidden), ({ 0: call, index }) => {
        const line = code.slice(0, index).split('\n').length;
        return `${path}:${line}: ${call}; take a Clock or a Random`;
      });
    });
}

/** Comments become blanks; lines keep their numbers. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}
