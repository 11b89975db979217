import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A place where something was kept, and all that is kept there. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/**
 * Every spelling in which a secret could lie somewhere: as it is, as hex, as base64 of either alphabet wherever in a
 * longer text it begins, percent-encoded, and the random bytes that it spells itself.
 */
function spellingsOf(secret: string): Buffer[] {
  // Ours end in random characters, so whatever holds a secret holds its end: also a store that dropped the prefix.
  const end = secret.slice(-32);
  const plain = Buffer.from(end);
  const texts = [end, encodeURIComponent(end), ...hexOf(plain), ...base64Of(plain)];
  const spellings = texts.map((text) => Buffer.from(text));
  if (/^[A-Za-z0-9_-]{32}$/.test(end)) {
    const raw = Buffer.from(end, 'base64url');
    spellings.push(raw, ...hexOf(raw).map((text) => Buffer.from(text)));
  }
  return spellings;
}

/** One line for each secret found in each place, in words that do not repeat the secret. */
export function hunt(secrets: readonly Secret[], places: readonly Place[]): string[] {
  return secrets.flatMap(({ name, value }) => {
    if (value.length < 12) throw new Error(`${name} is too short to be hunted for.`);
    const spellings = spellingsOf(value);
    return places
      .filter(({ content }) => spellings.some((spelling) => content.includes(spelling)))
      .map((place) => `${name} lies in ${place.name}`);
  });
}

/** Every column of every row of every table, read past the platform by a connection of our own. */
export async function tablesOf(databaseUrl: string): Promise<Place[]> {
  return databaseUrl.startsWith('file:') ? sqliteTables(databaseUrl) : await postgresTables(databaseUrl);
}

/** Every file in a folder and below it, but those named. */
export async function filesIn(folder: string, except: readonly string[] = []): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !except.includes(entry.name));
  return await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      return { name: path, content: await readFile(path) };
    }),
  );
}

/** The files of an embedded database, its journal included; none where a server keeps it. */
export async function databaseFiles(databaseUrl: string): Promise<Place[]> {
  if (!databaseUrl.startsWith('file:')) return [];
  const path = fileURLToPath(databaseUrl);
  const files = await filesIn(dirname(path));
  return files.filter(({ name }) => basename(name).startsWith(basename(path)));
}

function sqliteTables(databaseUrl: string): Place[] {
  const database = new DatabaseSync(fileURLToPath(databaseUrl), { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    return tables.map(({ name }) =>
      placeOf(String(name), database.prepare(`select * from "${String(name)}"`).all()),
    );
  } finally {
    database.close();
  }
}

async function postgresTables(databaseUrl: string): Promise<Place[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ readonly schema: string; readonly name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const places: Place[] = [];
    for (const { schema, name } of tables.rows)
      places.push(placeOf(name, (await client.query(`select * from "${schema}"."${name}"`)).rows));
    return places;
  } finally {
    await client.end();
  }
}

function placeOf(table: string, rows: readonly Readonly<Record<string, unknown>>[]): Place {
  const values = rows.flatMap((row) => Object.values(row)).filter((value) => value !== null);
  const cells = values.map((value) => (value instanceof Uint8Array ? value : Buffer.from(String(value))));
  return { name: `table ${table}`, content: Buffer.concat(cells.flatMap((cell) => [cell, Buffer.of(0)])) };
}

function hexOf(bytes: Buffer): string[] {
  const hex = bytes.toString('hex');
  return [hex, hex.toUpperCase()];
}

/** What of the bytes shows in base64 of a longer text, by each of the three places where they may begin in it. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last characters are shared with neighbors that differ.
    const sure = text.slice(before === 0 ? 0 : before + 1, -1);
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
