import { Connection } from '../load/connection.ts';
import type { Talk } from '../load/drive.ts';
import type { Imitation } from '../peers/bare-http.ts';
import { type ScenarioName, talksOf } from '../scenarios.ts';
import { startChild } from './child.ts';
import type { Grounds, System } from './system.ts';

/**
 * Asks `imitated` each question once, and starts a server that gives just these answers. The last talk is taken, which
 * the generator does not use: a chain that is walked by two would be revoked as stolen.
 */
export async function startBareHttp(imitated: System): Promise<System> {
  const { url, client, accessToken, refreshTokens, paths, listingHeaders, introspectionBy } = imitated;
  const grounds: Grounds = {
    url,
    client,
    accessToken,
    refreshTokens,
    paths,
    listingHeaders,
    introspectionBy,
  };
  const connection = await Connection.open(new URL(url));
  const ask = async (scenario: ScenarioName, talk: Talk | undefined) => {
    if (talk === undefined) throw new Error('There is nobody to ask.');
    const { status, body } = await connection.send(talk.next());
    if (status !== 200) throw new Error(`${imitated.name} answered ${scenario} by ${status}: ${body}`);
    return body.toString();
  };
  const answerTo = (scenario: ScenarioName) => ask(scenario, talksOf(scenario, grounds).at(-1));
  const imitation: Imitation = {
    grounds,
    token: await answerTo('client-credentials'),
    refreshed: await answerTo('refresh'),
    introspection: await answerTo('introspection'),
    listing: await answerTo('listing'),
  };
  connection.close();
  const child = startChild(new URL('../peers/bare-http.ts', import.meta.url));
  child.tell(imitation);
  return { ...((await child.message()) as Grounds), name: 'bare-http', pid: child.pid, stop: child.stop };
}
