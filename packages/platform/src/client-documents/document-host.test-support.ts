import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSignedCertificate } from '@gatehouse/service/testing';

export interface DocumentHost extends AsyncDisposable {
  readonly origin: string;
  /** Paths in the order they were asked for. */
  readonly asked: readonly string[];
  /** What the host answers with from now on. */
  answer: RequestListener;
}

/** Serves documents by TLS on this machine, by a certificate that this process trusts from now on. */
export async function startDocumentHost(): Promise<DocumentHost> {
  const { certificate, key } = selfSignedCertificate();
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
  const asked: string[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    asked.push(request.url ?? '');
    host.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: DocumentHost = {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (_request, response) => response.writeHead(404).end(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return host;
}

/** An answer of JSON. */
export function json(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}
