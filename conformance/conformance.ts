// npm run conformance -- target.json [AZ-01 …]: probes the server that the file describes; see README.md here.
import { readFile } from 'node:fs/promises';
import { requirements } from './requirements.ts';
import { runProbes } from './run-probes.ts';
import { openTarget, type TargetFile } from './target.ts';

const [path, ...ids] = process.argv.slice(2);
if (path === undefined) {
  console.error(
    'Usage: npm run conformance -- target.json [AZ-01 …]; README.md in conformance/ says what the file holds.',
  );
  process.exit(2);
}
const file = JSON.parse(await readFile(path, 'utf8')) as TargetFile;
const chosen = requirements.filter(({ id }) => ids.length === 0 || ids.some((part) => id.startsWith(part)));
const outcomes = await runProbes(chosen, await openTarget(file), ({ requirement, failure }) => {
  const says = requirement.kind === 'probed' ? `${requirement.keyword} ${requirement.says}` : '';
  console.log(`${failure === undefined ? 'passed' : 'FAILED'}  ${requirement.id}  ${says}`);
  if (failure !== undefined) console.log(`        ${failure.replaceAll('\n', '\n        ')}`);
});
const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
