import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm start`: Gatehouse in the foreground and, once it is up, Link beside it. Where the demo is loaded Link is one of
 * its apps, hears of changed documents and needs no settings; elsewhere it starts when LINK_CLIENT_ID is set.
 */
const programs = {
  gatehouse: fileURLToPath(new URL('../packages/platform/src/main.ts', import.meta.url)),
  link: fileURLToPath(new URL('../packages/link/src/main.ts', import.meta.url)),
};
const running = new Set<ChildProcess>();

// Where Link will stand is said before the demo is loaded, so that its app is told of changed documents there.
const gatehouse = run(programs.gatehouse, process.argv.slice(2), {
  ...(process.env.LINK_CLIENT_ID === undefined ? { GATEHOUSE_DEMO_LINK_URL: linkUrl() } : {}),
  ...process.env,
});
let said = '';
gatehouse.stdout?.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text);
  const before = addressIn(said);
  said += text;
  const address = addressIn(said);
  if (before === undefined && address !== undefined) void startLink(address);
});
// A terminal gives Ctrl+C to all of us; a second one would read as "stop at once".
const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
const passOn = (signal: NodeJS.Signals) => {
  for (const child of running) child.kill(signal);
};
process.on('SIGINT', () => terminal || passOn('SIGINT'));
process.on('SIGTERM', () => passOn('SIGTERM'));
const [code] = await once(gatehouse, 'exit');
const others = [...running];
for (const child of others) child.kill('SIGTERM');
await Promise.all(others.map((child) => once(child, 'exit')));
process.exitCode = code ?? 1;

async function startLink(address: string): Promise<void> {
  const environment = linkEnvironment(address);
  if (environment === undefined) return;
  const keyFile = environment.LINK_KEY_FILE ?? './data/link-vault.keys';
  // The demo alone gets a key without being asked; an operator makes one on purpose.
  if (environment !== process.env && !existsSync(keyFile)) {
    const made = run(programs.link, ['keys', 'create'], environment);
    made.stdout?.resume();
    await once(made, 'exit');
  }
  const link = run(programs.link, ['serve'], environment);
  link.stdout
    ?.setEncoding('utf8')
    .on('data', (text: string) => process.stdout.write(text.replace(/^(?=\S)/gm, '  ')));
  link.once('exit', (ended) => {
    if (ended !== 0 && ended !== null)
      process.stderr.write('  Link has ended; Gatehouse goes on without it.\n');
  });
}

/** The settings of Link: those given, or what the demo says. Undefined where there is neither. */
function linkEnvironment(address: string): NodeJS.ProcessEnv | undefined {
  if (process.env.LINK_CLIENT_ID !== undefined) return process.env;
  const dataDir = process.env.GATEHOUSE_DATA_DIR || './data';
  const file = join(dataDir, 'demo.json');
  if (!existsSync(file)) return undefined;
  const { apps } = JSON.parse(readFileSync(file, 'utf8')) as { apps: readonly Record<string, string>[] };
  const app = apps.find(({ name, environment }) => name === 'Gatehouse Link' && environment === 'production');
  if (app === undefined) return undefined;
  return {
    LINK_LOG_LEVEL: 'warn',
    LINK_DATA_DIR: join(dataDir, 'link'),
    LINK_KEY_FILE: join(dataDir, 'link-vault.keys'),
    ...process.env,
    LINK_GATEHOUSE_URL: address,
    LINK_CLIENT_ID: app.clientId,
    LINK_CLIENT_SECRET: app.clientSecret,
    ...(app.eventsSecret === undefined ? {} : { LINK_EVENTS_SECRET: app.eventsSecret }),
  };
}

function linkUrl(): string {
  const { LINK_PUBLIC_URL, LINK_HOST, LINK_PORT } = process.env;
  return LINK_PUBLIC_URL || `http://${LINK_HOST || 'localhost'}:${LINK_PORT || 4610}`;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function addressIn(text: string): string | undefined {
  return /Gatehouse is up: (\S+)\n/.exec(text)?.[1];
}
