import { SettingsError } from '@gatehouse/service';
import { codeOf } from './code-of.ts';

/** Why PostgreSQL does not serve us, for the operator, without the password; any other error is handed back. */
export function cannotReach(error: unknown, databaseUrl: string): unknown {
  // The parser's own error holds the whole address.
  if (!URL.canParse(databaseUrl))
    return new SettingsError(
      'GATEHOUSE_DATABASE_URL is not an address: write it as postgres://user:password@host:5432/database, special characters percent-encoded.',
    );
  const url = new URL(databaseUrl);
  const reason = reasonOf(error, url);
  return reason === undefined
    ? error
    : new SettingsError(`GATEHOUSE_DATABASE_URL: PostgreSQL at ${placeOf(url)} cannot be used: ${reason}.`);
}

function placeOf({ hostname, port, searchParams }: URL): string {
  return `${searchParams.get('host') ?? (hostname || 'localhost')}:${searchParams.get('port') ?? (port || '5432')}`;
}

/** By the codes of the system and of PostgreSQL's appendix A, "Error Codes". */
function reasonOf(error: unknown, { username, pathname }: URL): string | undefined {
  const user = username === '' ? 'the user' : `user ${username}`;
  const database = pathname.length > 1 ? `the database ${pathname.slice(1)}` : 'the database';
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nothing listens there (ECONNREFUSED)';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host is not known (${codeOf(error)})`;
    case 'ENOENT':
      return 'its socket is not there (ENOENT)';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ECONNRESET':
      return `it does not answer (${codeOf(error)})`;
    case '28P01':
      return `it refuses the password of ${user} (28P01)`;
    case '28000':
      return `it does not admit ${user} from here (28000)`;
    case '3D000':
      return `${database} does not exist (3D000)`;
    case '42501':
      return `${user} may not make tables in ${database} (42501)`;
    case '53300':
      return 'it has no connection left (53300)';
    case '57P03':
      return 'it is still starting (57P03)';
    default:
      return wordless(error);
  }
}

/** What the driver says without a code. */
function wordless(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  if (/client password must be/.test(message)) return 'it asks for a password, and none is given';
  if (/timeout|terminated/i.test(message) && codeOf(error) === undefined) return 'it does not answer';
  if (/does not support SSL/.test(message)) return 'it does not speak TLS, which the address asks for';
  if (/stores text as/.test(message)) return message;
  return undefined;
}
