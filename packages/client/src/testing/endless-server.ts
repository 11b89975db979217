import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** Says spaces, which JSON may begin with, until 64 MiB are heard or nobody listens. */
export async function endlessServer(
  context: TestContext,
  status: number,
  type = 'application/json',
): Promise<{ url: string; sent(): number }> {
  let sent = 0;
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': type });
    const chunk = Buffer.alloc(65_536, ' ');
    const feed = () => {
      while (!response.destroyed && sent < 64 * 2 ** 20) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', feed);
      }
      response.end();
    };
    feed();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent: () => sent };
}
