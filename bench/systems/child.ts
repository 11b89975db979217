import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. What it says on standard error is kept, and shown should it die early. */
export interface Child {
  readonly pid: number;
  tell(message: object): void;
  /** Resolves with the first message, or the first line of output that matches. @throws Error if it ends before. */
  message(): Promise<unknown>;
  line(pattern: RegExp): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

export function startChild(
  program: URL,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(program), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production', ...env },
    },
  );
  let output = '';
  let complaints = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    // Enough for a greeting; a server that goes on talking is not listened to.
    if (output.length < 16_384) output += text;
    child.emit('output');
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4_096);
  });
  const died = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${program.pathname.split('/').at(-1)} ended with ${signal ?? code}.\n${complaints}`);
  });
  died.catch(() => undefined);
  return {
    // Without one it could not be started, and `died` tells why.
    pid: child.pid ?? 0,
    tell: (message) => void child.send(message),
    async message() {
      const [first] = await Promise.race([once(child, 'message'), died]);
      return first;
    },
    async line(pattern) {
      for (;;) {
        const found = pattern.exec(output);
        if (found) return found;
        await Promise.race([once(child, 'output'), died]);
      }
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await died.catch(() => undefined);
    },
  };
}
