// npm run example:safety-app: a web app on loopback, connected to the Gatehouse of the demo.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuthClient } from '@gatehouse/client';
import { credentialsOf } from '../credentials.ts';
import { createSafetyApp } from './safety-app.ts';

try {
  const credentials = await credentialsOf('Safety App');
  const server = createServer();
  server.listen(Number(process.env.SAFETY_APP_PORT ?? 4610), '127.0.0.1', () => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const oauth = new OAuthClient(credentials);
    server.on('request', createSafetyApp({ origin, issuer: credentials.issuer, oauth }));
    console.log(
      `\n  Safety App is up: ${origin}\n  It connects to ${credentials.issuer}. Stop with Ctrl+C.\n`,
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
