import { isBase64url } from '../apps/client-key.ts';

/** A signed JWT in parts, nothing of it believed yet. */
export interface CompactSignature {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What was signed. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** An assertion or a proof has a dozen short members; more is somebody trying our parser. */
const most = 8 * 1024;

/**
 * RFC 7515 section 3.1: three parts of base64url, in one spelling each, the first two JSON objects that name no
 * member twice (section 4: two parsers would see two different headers). Undefined for anything else.
 */
export function readCompactSignature(text: string): CompactSignature | undefined {
  if (text.length > most) return undefined;
  const parts = text.split('.');
  const [head = '', body = '', tail = ''] = parts;
  if (parts.length !== 3 || !parts.every(isBase64url)) return undefined;
  const header = readObject(head);
  const claims = readObject(body);
  if (header === undefined || claims === undefined) return undefined;
  return {
    header,
    claims,
    signed: Buffer.from(`${head}.${body}`, 'ascii'),
    signature: Buffer.from(tail, 'base64url'),
  };
}

function readObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(part, 'base64url'),
    );
    let members = 0;
    const parsed: unknown = JSON.parse(text, function (this: unknown, _name: string, value: unknown) {
      if (!Array.isArray(this)) members += 1;
      return value;
    });
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    // Every colon outside a text is a member; the root, which is visited too, has none.
    const colons = text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/:/g)?.length ?? 0;
    return colons === members - 1 ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
