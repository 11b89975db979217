import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { say } from './process.mjs';

/**
 * Does the work while no other process of this clone does, so that `npm start` and `npm test` begun together
 * do not install into the same folder.
 * @template T @param {URL} root @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function inTurn(root, work) {
  const folder = new URL('.cache/', root);
  const turn = new URL('turn', folder);
  mkdirSync(folder, { recursive: true });
  for (let waited = false; !take(turn); waited = true) {
    if (!waited) say('Waiting for another Gatehouse command in this folder to finish its preparations …');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const giveBack = () => rmSync(turn, { force: true });
  process.once('exit', giveBack);
  try {
    return await work();
  } finally {
    process.off('exit', giveBack);
    giveBack();
  }
}

/** No preparation takes this long (ms); an older mark was left by a process number that someone else has now. */
const longest = 15 * 60_000;

/** @param {URL} turn @returns {boolean} whether the turn is ours now */
function take(turn) {
  try {
    writeFileSync(turn, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const mark = read(turn);
  if (mark && (mark.age > longest || !alive(Number(mark.holder)))) setAside(turn, mark.holder);
  return false;
}

/**
 * Takes a dead holder's mark away. Between reading and renaming another process may have done the same and
 * taken its turn; then what was renamed is a living mark, and it is put back.
 * @param {URL} turn @param {string} holder
 */
function setAside(turn, holder) {
  const aside = new URL(`${turn.href}.${randomUUID()}`);
  try {
    renameSync(turn, aside);
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, turn);
  } catch {
    // Someone else was faster; the next try sees what is there.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {URL} file */
function read(file) {
  try {
    return { holder: readFileSync(file, 'utf8'), age: Date.now() - statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function alive(pid) {
  // Our own number is a namesake's: containers start counting anew.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
