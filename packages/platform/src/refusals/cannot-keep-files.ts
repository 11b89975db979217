import { SettingsError } from '@gatehouse/service';
import { codeOf } from './code-of.ts';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'a file is in its place',
  ENOTDIR: 'a file is where a folder must be',
  EISDIR: 'a folder is where a file must be',
  ENOENT: 'it leads to a place that is not there',
  ELOOP: 'its links lead in a circle',
  EACCES: 'this user may not read and write there',
  EPERM: 'this user may not read and write there',
  EROFS: 'its file system is read-only',
  ENOSPC: 'no space is left there',
  EDQUOT: 'the quota of this user is used up',
};

// https://www.sqlite.org/rescode.html, primary codes.
const sqliteReasons: Readonly<Record<number, string>> = {
  3: 'this user may not read and write it',
  8: 'it cannot be written',
  10: 'the disk does not read or write it',
  11: 'it is damaged',
  13: 'no space is left for it',
  14: 'it cannot be opened',
  26: 'it is not an SQLite database',
};

/** Why the data folder cannot be used, for the operator; any other error is handed back. */
export function cannotUseFolder(error: unknown, folder: string): unknown {
  const reason = reasons[codeOf(error) ?? ''];
  return reason === undefined
    ? error
    : new SettingsError(`GATEHOUSE_DATA_DIR ${folder} cannot be used: ${reason} (${codeOf(error)}).`);
}

/** Why the embedded database cannot be used. `setting` is the one that says where its file lies. */
export function cannotUseFile(error: unknown, setting: string, file: string): unknown {
  const reason = reasons[codeOf(error) ?? ''] ?? sqliteReason(error);
  return reason === undefined
    ? error
    : new SettingsError(`The database ${file} cannot be used: ${reason}; ${setting} says where it lies.`);
}

function sqliteReason(error: unknown): string | undefined {
  const extended = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof extended === 'number' ? sqliteReasons[extended & 0xff] : undefined;
}
