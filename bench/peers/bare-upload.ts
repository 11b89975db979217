// The ceiling for an upload: node:http alone, which hashes what arrives and keeps nothing.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer(async (request, response) => {
  const hash = createHash('sha256');
  for await (const chunk of request) hash.update(chunk as Uint8Array);
  response.writeHead(201, { 'content-type': 'text/plain' }).end(hash.digest('hex'));
});
server.listen(0, '127.0.0.1', () => {
  process.on('disconnect', () => process.exit());
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
