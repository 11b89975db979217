import { randomInt } from 'node:crypto';
import { setOAuthStage } from '../../packages/platform/src/testing/oauth-clients.ts';
import { accountCases } from './accounts.ts';
import { casesOf } from './cases.ts';
import { compare } from './compare.ts';
import { existenceCases } from './existence.ts';
import { significant } from './welch.ts';

/**
 * Whether the time of a comparison tells how much of a guess was right, and that of an answer what is there and who has an
 * account. Exits with
 * 1 where it does, twice in a row.
 */
await using stage = await setOAuthStage();
const [existence, accounts] = [await existenceCases(), await accountCases()];
const drawn = () => randomInt(2) === 0;
let leaks = 0;
for (const each of [...(await casesOf(stage)), ...existence.cases, ...accounts.cases]) {
  let compared = await compare(each, drawn);
  const isControl = each.name.startsWith('control');
  // What is there by chance is not there twice.
  if (!isControl && Math.abs(compared.t) > significant) compared = await compare(each, drawn);
  const differs = Math.abs(compared.t) > significant;
  if (differs !== isControl) leaks += 1;
  const [near, far] = [compared.near, compared.far].map((mean) => `${Math.round(mean)} ns`);
  process.stdout.write(
    `${each.name}: t = ${compared.t.toFixed(2)}, ${differs ? 'differs' : 'no difference'}
    ${each.near}: ${near}
    ${each.far}: ${far}
    ${each.samples.toLocaleString('en')} samples\n`,
  );
}
await Promise.all([existence.close(), accounts.close()]);
process.exitCode = leaks === 0 ? 0 : 1;
