/**
 * Whether a name from the server names one file in a folder of this machine. On Windows a backslash leads out of the
 * folder as a slash does, and a colon to another drive or to a hidden stream of a file.
 */
export function isPlainName(name: string, platform: NodeJS.Platform = process.platform): boolean {
  if (name === '' || name === '.' || name === '..' || Buffer.byteLength(name) > 255) return false;
  return !(platform === 'win32' ? /[/\\:\0]/ : /[/\0]/).test(name);
}
