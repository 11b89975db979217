import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { Failure } from '../commands/failure.ts';
import { type Control, controlMethods } from '../control/control.ts';
import { type DaemonFile, readDaemonFile } from './daemon-file.ts';
import { failureTold, type ToldFailure } from './told-failure.ts';

/** The daemon that keeps a mount; undefined when none is alive. */
export async function daemonOf(
  env: Readonly<Record<string, string | undefined>>,
  mountId: string,
): Promise<Control | undefined> {
  const file = await readDaemonFile(env, mountId);
  if (file === undefined) return undefined;
  try {
    await ask(file, mountId, 'activity', null);
  } catch (error) {
    if (isNobody(error)) return undefined;
    throw error;
  }
  const methods = Object.keys(controlMethods) as (keyof Control)[];
  const asked = Object.fromEntries(
    methods.map((method) => [method, (argument: unknown) => ask(file, mountId, method, argument ?? null)]),
  ) as unknown as Control;
  return { ...asked, standing: async () => ({ ...(await asked.standing()), page: file.page }) };
}

async function ask(
  { socket, secret }: DaemonFile,
  mountId: string,
  method: keyof Control,
  argument: unknown,
): Promise<unknown> {
  const call = request({
    socketPath: socket,
    method: 'POST',
    path: `/${mountId}/${method}`,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  });
  call.end(JSON.stringify(argument));
  const { statusCode, text } = await answerTo(call).catch((error: unknown) => {
    throw isNobody(error) ? error : new Failure(1, 'error.daemon-gone');
  });
  const value = JSON.parse(text) as unknown;
  if (statusCode === 200) return value;
  throw failureTold(value as ToldFailure);
}

async function answerTo(call: ClientRequest) {
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { statusCode: response.statusCode, text: Buffer.concat(chunks).toString() };
}

/** A daemon that was killed leaves a name behind that nobody answers to. */
function isNobody(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'ENOENT' || code === 'ECONNREFUSED';
}
