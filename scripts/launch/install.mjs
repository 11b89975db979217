import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { digest } from './digest.mjs';
import { carrier } from './node.mjs';
import { runQuietly, Stop, say } from './process.mjs';
import { inTurn } from './turn.mjs';

/** Makes sure that node_modules holds exactly what package-lock.json locks. @param {URL} root */
export async function makeReady(root) {
  if (isReady(root)) return;
  await inTurn(root, async () => {
    if (isReady(root)) return;
    await install(root);
  });
}

/** @param {URL} root */
function isReady(root) {
  const lock = readFileSync(new URL('package-lock.json', root), 'utf8');
  const stamp = new URL('node_modules/.gatehouse', root);
  const hash = digest([lock]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  // Someone ran npm by hand: believe npm's own record of what it put there.
  const record = new URL('node_modules/.package-lock.json', root);
  if (!existsSync(record) || missing(JSON.parse(lock), JSON.parse(readFileSync(record, 'utf8'))).length > 0)
    return false;
  writeFileSync(stamp, hash);
  return true;
}

/**
 * The locked packages that an installation lacks or holds in another version. What is optional may be absent
 * (it is for other platforms), except the package that carries Node for this one.
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} Lock
 * @param {Lock} lock @param {Lock} installed @returns {string[]}
 */
export function missing(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .filter(([path, wanted]) => {
      const found = installed.packages[path];
      if (found) return found.version !== wanted.version;
      return !(wanted.optional || wanted.devOptional) || path === `node_modules/${carrier}`;
    })
    .map(([path]) => path);
}

/** What a person's own npm settings may say otherwise; everything else (registry, proxy, cache) stays theirs. */
const settings = [
  '--include=dev',
  '--include=optional',
  '--ignore-scripts', // no package of ours needs an install script, and none may download anything
  '--engine-strict=false', // some packages name Node 26 as their engine: it is installed in this very step
  '--package-lock=true',
  '--install-strategy=hoisted',
  '--dry-run=false',
  '--global=false',
  '--audit=false',
  '--fund=false',
  '--progress=false',
  '--loglevel=error',
];

/** @param {URL} root */
async function install(root) {
  const began = Date.now();
  say('Installing the locked dependencies (once, about half a minute) …');
  // The npm that called us, else the one on the path.
  const npm = process.env.npm_execpath ?? '';
  const { code, output } = /npm-cli\.c?js$/.test(npm)
    ? await runQuietly(root, process.env.npm_node_execpath ?? process.execPath, [npm, 'ci', ...settings])
    : await runQuietly(root, 'npm', ['ci', ...settings], { shell: process.platform === 'win32' });
  if (code !== 0) throw new Stop(`${reason(output)}\n\n${advice(code, output)}`);
  writeFileSync(
    new URL('node_modules/.gatehouse', root),
    digest([readFileSync(new URL('package-lock.json', root), 'utf8')]),
  );
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** What npm said, without the list of its options. @param {string} output */
function reason(output) {
  return output.replace(/^(npm error\s*\n)*npm error Clean install[\s\S]*$/m, '').trim();
}

/** What went wrong and what to do, in words. @param {number} code @param {string} output */
export function advice(code, output) {
  const again = 'then run the same command again.';
  if (code === 127)
    return `npm was not found. Install it (it comes with Node: nodejs.org/download), ${again}`;
  if (/E401|E403|ENEEDAUTH/.test(output)) return `The registry refused: sign in to it (npm login), ${again}`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|CERT/.test(output)) {
    return `The registry could not be reached: check the network and what "npm config get registry" says, ${again}`;
  }
  if (/ENOSPC/.test(output)) return `The disk is full: free about 1 GB, ${again}`;
  if (/EACCES|EPERM|EROFS/.test(output)) return `This folder cannot be written to: make it yours, ${again}`;
  if (/EUSAGE/.test(output))
    return `package.json and package-lock.json disagree: restore both (git checkout), ${again}`;
  return `"npm ci" failed with code ${code}, as shown above. Correct that, ${again}`;
}
