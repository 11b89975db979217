import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Gatehouse is, and what an app identifies itself with there. */
export interface Credentials {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Demo {
  readonly platformUrl: string;
  readonly apps: readonly {
    readonly name: string;
    readonly environment: string;
    readonly clientId: string;
    readonly clientSecret: string;
  }[];
}

/**
 * From the environment, as wherever an app is deployed; else those of the demo of a Gatehouse that runs on this
 * machine. `GATEHOUSE_DATA_DIR` says where it keeps its data, as it does to `npm start`.
 * @throws with one sentence that says what would help
 */
export async function credentialsOf(appName: string, env = process.env): Promise<Credentials> {
  const { GATEHOUSE_URL: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = env;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  const path = join(env.GATEHOUSE_DATA_DIR || 'data', 'demo.json');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`There is no ${path}: start Gatehouse with its demo first (npm start).`);
  });
  const demo = JSON.parse(text) as Demo;
  const app = demo.apps.find(({ name, environment }) => name === appName && environment === 'production');
  if (app === undefined) throw new Error(`The demo in ${path} has no app called ${appName}.`);
  return { issuer: demo.platformUrl, clientId: app.clientId, clientSecret: app.clientSecret };
}
