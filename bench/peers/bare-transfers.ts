// The ceiling for large files: node:http alone, which hashes what arrives and keeps nothing, and pipes one file out.
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

const [path = ''] = process.argv.slice(2);

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-length': statSync(path).size });
    await pipeline(createReadStream(path), response);
    return;
  }
  const hash = createHash('sha256');
  for await (const chunk of request) hash.update(chunk as Uint8Array);
  response.writeHead(201, { 'content-type': 'text/plain' }).end(hash.digest('hex'));
});
server.listen(0, '127.0.0.1', () => {
  process.on('disconnect', () => process.exit());
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
