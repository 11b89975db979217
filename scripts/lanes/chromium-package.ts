import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import { root } from '../source-files.ts';
import { missingLibraries } from './missing-libraries.ts';

interface UnpackedChromium {
  program: string;
  /** What it needs beside itself: libraries and fonts that a bare machine lacks. */
  env: Record<string, string>;
}

const packageFolder = new URL('node_modules/@sparticuz/chromium/', root);

/**
 * Unpacks the registry's Chromium once per version, below node_modules: nobody else can write there, which
 * cannot be said of the temporary folder the package would choose.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const { version } = JSON.parse(await readFile(new URL('package.json', packageFolder), 'utf8')) as {
    version: string;
  };
  const cache = new URL('node_modules/.cache/', root);
  const home = new URL(`gatehouse-chromium-${version}/`, cache);
  if (!existsSync(home)) {
    const draft = new URL(`${home.href.slice(0, -1)}.${randomUUID()}/`);
    await mkdir(draft, { recursive: true });
    try {
      await unpackInto(fileURLToPath(draft));
      // Whole or not at all, also when two runs unpack together: the second finds the place taken.
      await rename(draft, home).catch((error: unknown) => {
        if (!existsSync(home)) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  const program = fileURLToPath(new URL('chromium', home));
  return { program, env: await surroundings(program, home) };
}

/** The package unpacks into os.tmpdir(), which reads TMPDIR on every call. */
async function unpackInto(folder: string): Promise<void> {
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await chromium.executablePath();
    await inflate(fileURLToPath(new URL('bin/al2023.tar.br', packageFolder)));
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

/** The package brings NSS and its kin, and fonts; they are used only where the machine has none. */
async function surroundings(program: string, home: URL): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  if ((await missingLibraries(program)).length > 0) {
    const own = fileURLToPath(new URL('al2023/lib', home));
    env.LD_LIBRARY_PATH = [own, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = fileURLToPath(new URL('fonts', home));
  return env;
}
