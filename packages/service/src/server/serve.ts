import { type AddressInfo, isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { SettingsError } from '../settings/settings-error.ts';
import { type Frame, frameOf, reloadTls } from './frame.ts';
import { trustedProxies } from './trusted-proxies.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Says that a proxy in front speaks TLS with the world, and that only it can reach this address. */
  readonly tlsTerminatedByProxy?: boolean;
  /** How long /readyz already says no while all else works, so that a load balancer can turn away. */
  readonly noticeMilliseconds?: number;
  /** How long requests in flight may take to finish. */
  readonly deadlineMilliseconds?: number;
}

export interface Running {
  /** The address listened on; the address for the world is `publicUrl`. */
  readonly url: string;
  readonly port: number;
  /**
   * Drains: says "not ready", stops accepting, lets requests in flight finish, breaks off what is left at
   * the deadline. Resolves when all is over, also if called again.
   */
  close(): Promise<void>;
  /** Reads the certificate files again; without TLS it does nothing. Throws SettingsError if they are unfit. */
  reloadCertificate(): void;
}

/**
 * Listens.
 * @throws SettingsError before listening where tokens and passwords would cross a network unencrypted.
 */
export async function serve(server: FastifyInstance, options: ServeOptions): Promise<Running> {
  const frame = frameOf(server);
  refusePlainHttp(frame, options);
  const scheme = frame.tls === undefined ? 'http' : 'https';
  await server.listen({
    host: options.host,
    port: options.port,
    listenTextResolver: (address) =>
      `version ${frame.version} serves ${frame.publicUrl.href} on ${address.replace(/^http:/, `${scheme}:`)}`,
  });
  const { port } = server.server.address() as AddressInfo;
  const url = `${scheme}://${isIP(options.host) === 6 ? `[${options.host}]` : options.host}:${port}`;

  let closed: Promise<void> | undefined;
  return {
    url,
    port,
    reloadCertificate: () => reloadTls(server),
    close() {
      closed ??= drain(server, frame, options);
      return closed;
    },
  };
}

async function drain(server: FastifyInstance, frame: Frame, options: ServeOptions): Promise<void> {
  const notice = options.noticeMilliseconds ?? 0;
  if (notice > 0) {
    frame.phase = 'noticed';
    server.log.info({ milliseconds: notice }, 'giving notice');
    await new Promise((resolve) => setTimeout(resolve, notice));
  }
  frame.phase = 'closing';
  server.log.info('draining');
  const deadline = setTimeout(() => {
    server.log.warn('the deadline has come: breaking off what is still in flight');
    server.server.closeAllConnections();
  }, options.deadlineMilliseconds ?? 10_000);
  // Closing ends the connections that are idle at that moment; one whose reply was just under way becomes idle later.
  const idle = setInterval(() => server.server.closeIdleConnections(), 50);
  try {
    await server.close();
  } finally {
    clearInterval(idle);
    clearTimeout(deadline);
  }
  server.log.info('closed');
}

const isLoopback = trustedProxies(['loopback']);

function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return bare === 'localhost' || isLoopback(bare);
}

/** What `plainHttpFault` judges. */
export interface Exposure {
  readonly host: string;
  readonly tls: boolean;
  readonly tlsTerminatedByProxy?: boolean | undefined;
  readonly publicUrl: URL;
}

/**
 * Where credentials would cross a network in plain HTTP: at the address listened on, or at the one the world is
 * told. RFC 6749 §1.6 and §3.1: they travel over TLS, or do not leave the machine.
 */
export function plainHttpFault(exposure: Exposure): 'listener' | 'public_url' | undefined {
  const { host, tls, tlsTerminatedByProxy, publicUrl } = exposure;
  if (!tls && !isLoopbackHost(host) && tlsTerminatedByProxy !== true) return 'listener';
  return publicUrl.protocol !== 'https:' && !isLoopbackHost(publicUrl.hostname) ? 'public_url' : undefined;
}

function refusePlainHttp({ tls, publicUrl }: Frame, { host, tlsTerminatedByProxy }: ServeOptions): void {
  switch (plainHttpFault({ host, tls: tls !== undefined, tlsTerminatedByProxy, publicUrl })) {
    case undefined:
      return;
    case 'listener':
      throw new SettingsError(
        `Plain HTTP on ${host} would show passwords and tokens to the network: give a TLS certificate and key, listen on 127.0.0.1, or say that a proxy terminates TLS.`,
      );
    case 'public_url':
      throw new SettingsError(
        `The public address ${publicUrl.href} must start with https:// unless it is on this machine.`,
      );
  }
}
