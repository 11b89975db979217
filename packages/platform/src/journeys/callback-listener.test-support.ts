import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The end of an app that a browser comes back to: a real listener on loopback (RFC 8252 section 7.3). */
export interface CallbackListener extends AsyncDisposable {
  readonly redirectUri: string;
  /** The address with which a browser arrived first. */
  readonly arrival: Promise<URL>;
}

/** @param path that of a registered loopback redirect URI; its port is whichever was free */
export async function listenForCallback(path = '/callback'): Promise<CallbackListener> {
  const { promise: arrival, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    response.writeHead(url.pathname === path ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Example app</title><h1>Back in the app</h1>');
    if (url.pathname === path) resolve(url);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://127.0.0.1:${port}${path}`,
    arrival,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
