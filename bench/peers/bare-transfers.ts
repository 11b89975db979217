// The ceiling for large files: node:http alone, which hashes what arrives, and keeps a copy of it if a folder for copies
// is named, and pipes one file out.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const [path = '', copies] = process.argv.slice(2);
let copied = 0;

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-length': statSync(path).size });
    await pipeline(createReadStream(path), response);
    return;
  }
  const hash = createHash('sha256');
  if (copies === undefined) for await (const chunk of request) hash.update(chunk as Uint8Array);
  else {
    copied += 1;
    const copy = createWriteStream(join(copies, String(copied)), { flags: 'wx' });
    await pipeline(
      request,
      async function* hashed(content) {
        for await (const chunk of content) {
          hash.update(chunk as Uint8Array);
          yield chunk;
        }
      },
      copy,
    );
  }
  response.writeHead(201, { 'content-type': 'text/plain' }).end(hash.digest('hex'));
});
server.listen(0, '127.0.0.1', () => {
  process.on('disconnect', () => process.exit());
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
