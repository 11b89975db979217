import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const patience = 30_000;

export interface ServingExample extends AsyncDisposable {
  readonly url: string;
}

/** Runs a job of examples/ to its end against the demo in this folder, as its npm script does. */
export async function runExample(
  name: string,
  dataDir: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { child, output } = start(name, dataDir);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

/** Starts a server of examples/ on a free port, and ends it when disposed. */
export async function serveExample(name: string, dataDir: string): Promise<ServingExample> {
  const { child, output } = start(name, dataDir);
  const gone = once(child, 'close');
  const { promise: serving, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.on('data', () => {
    const url = /is up: (\S+)/.exec(output())?.[1];
    if (url !== undefined) resolve(url);
  });
  const fail = () => reject(new Error(`${name} does not serve:\n${output()}`));
  child.once('close', fail);
  const timer = setTimeout(fail, patience);
  const end = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  try {
    return { url: await serving, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function start(name: string, dataDir: string) {
  const child = spawn(process.execPath, [`${root}examples/${name}/main.ts`], {
    env: { PATH: process.env.PATH, GATEHOUSE_DATA_DIR: dataDir, SAFETY_APP_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return { child, output: () => said };
}
