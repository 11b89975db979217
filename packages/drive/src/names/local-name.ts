import type { DiskProfile } from '../ports/disk.ts';

export const fileSuffix = '.cloud';
export const folderSuffix = '.cloudf';

const ownFolder = /^\.gatehouse-drive$/iu;
/** A volume that does not tell cases apart may not see them either, nor a long s from another. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** What Windows calls it besides, for programs that know short names alone. */
const shortOfOwnFolder = /^gateho~\d+$/i;
const reservedDevices = /^(?:con|prn|aux|nul|con(?:in|out)\$|(?:com|lpt)[0-9¹²³]) *(?=\.|$)/i;
const portable = '<>:"\\\\|?*';
/** What no volume of ours can hold, and what ends a line in a terminal. */
const always = '\\u0000-\\u001f\\u007f/';
const unholdable = new RegExp(`[${always}]`);

/**
 * What a remote name is called on this disk. It can be turned back by `remoteName` unless it was too long.
 * Undefined for a name that is no name.
 */
export function localName(remote: string, profile: DiskProfile, id: string): string | undefined {
  if (remote === '' || remote === '.' || remote === '..') return undefined;
  let name = escaped(remote.normalize('NFC'), profile);
  // Our own suffixes say "a placeholder"; a real item that has one is not called so here.
  if (/\.cloudf?$/i.test(name)) name = name.replace(/\.(cloudf?)$/i, '%2E$1');
  // Nor is it taken for the folder in which we keep the state of a mount: what others send reaches nothing in it.
  if (ownFolder.test(name.replace(unseen, ''))) name = name.replace('.', percent('.'));
  if (profile.portableNames) {
    if (shortOfOwnFolder.test(name)) name = percent(name.charAt(0)) + name.slice(1);
    name = name.replace(/[. ]$/, (last) => percent(last));
    if (reservedDevices.test(name)) name = percent(name.charAt(0)) + name.slice(1);
  }
  return shortened(name, profile, id);
}

/**
 * What a local name is called on the remote.
 * @param like the name it has there: a slash, and what ends a line, is read only from what had one, and is else what a person typed
 */
export function remoteName(local: string, profile: DiskProfile, like = ''): string {
  const hadOne = unholdable.test(like);
  const back = local.replace(/%([0-9a-fA-F]{2})/g, (whole, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return character.charCodeAt(0) < 0x80 && (hadOne || !unholdable.test(character)) ? character : whole;
  });
  // Only what this disk would write so is read so: a person may well have typed a percent sign.
  if (back !== local && localName(back, profile, '') === local) return back;
  return local;
}

/** Names with the same key are the same name on this volume. */
export function nameKey(profile: DiskProfile): (name: string) => string {
  const { caseSensitive } = profile;
  return (name) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the quick way for ASCII, where nothing is to normalise
    const key = /^[\x00-\x7f]*$/.test(name) ? name : name.normalize('NFC');
    return caseSensitive ? key : key.toLowerCase();
  };
}

function escaped(name: string, profile: DiskProfile): string {
  const forbidden = `${always}${profile.portableNames ? portable : ''}`;
  return (
    name
      // A percent sign that would be read as one of ours.
      .replace(/%(?=([0-9a-fA-F]{2}))/g, (sign, hex: string) => {
        const character = String.fromCharCode(Number.parseInt(hex, 16));
        return character.charCodeAt(0) < 0x80 ? percent(sign) : sign;
      })
      .replace(new RegExp(`[${forbidden}]`, 'g'), percent)
  );
}

const percent = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Room for what we may add: the suffix of a placeholder. */
const room = folderSuffix.length;

function shortened(name: string, profile: DiskProfile, id: string): string {
  const length = (text: string) => (profile.lengthUnit === 'bytes' ? Buffer.byteLength(text) : text.length);
  if (length(name) <= profile.longestName - room) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && length(name.slice(dot)) <= 32 ? name.slice(dot) : '';
  const tail = `~${id}${ending}`;
  let stem = '';
  for (const character of name.slice(0, name.length - ending.length)) {
    if (length(stem + character + tail) > profile.longestName - room) break;
    stem += character;
  }
  return stem + tail;
}
