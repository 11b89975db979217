/** Any of our tokens, codes and secrets. */
const secret = /\bgh[a-z]_[A-Za-z0-9_.-]{12,}/g;
/** Fields whose value is worth knowing to a thief. */
const secretFields =
  /^(?:csrf|csrf_token|request|return_to|client_secret|state|code_challenge|sig|code_verifier)$/;

/** A secret so short that it is of no use, and can still be told from another. */
function shorten(text: string): string {
  return text.length <= 12 ? '…' : `${text.slice(0, 6)}…${text.slice(-4)}`;
}

/** Text with every secret of ours in it shortened. */
export function withoutSecrets(text: string): string {
  return text.replace(secret, (found) => shorten(found));
}

/** An address with its query readable, and short where only machines read it. */
export function glimpseOfPath(path: string): string {
  const [place = '', query] = path.split('?');
  const named = withoutSecrets(decodeURIComponent(place));
  if (query === undefined) return named;
  const fields = Array.from(new URLSearchParams(query), ([name, value]) => field(name, value));
  return `${named}?${fields.join('&')}`;
}

/** Who sends, and to which company. */
export function glimpseOfHeaders(headers: Headers): string {
  const [scheme, credentials = ''] = headers.get('authorization')?.split(' ') ?? [];
  const company = headers.get('procore-company-id');
  return [
    ...(scheme === undefined ? [] : [`${scheme} ${shorten(credentials)}`]),
    ...(company === null ? [] : [`Procore-Company-Id: ${company}`]),
  ].join('  ');
}

/** One line on what was sent: the fields of a form or a JSON body. */
export function glimpseOfRequest(body: RequestInit['body']): string {
  const text = typeof body === 'string' ? fieldsOf(JSON.parse(body)) : undefined;
  if (text !== undefined) return `{ ${text} }`;
  if (!(body instanceof URLSearchParams || body instanceof FormData)) return '';
  const fields = [...body].map(([name, value]) => field(name, value)).join('  ');
  return body instanceof FormData ? `multipart: ${fields}` : fields;
}

/** One line on what came back, whatever it is. */
export function glimpseOfAnswer(contentType: string, text: string): string {
  if (contentType.startsWith('text/html')) return `page “${titleOf(text)}”`;
  if (contentType.startsWith('application/json')) return glimpseOfJson(JSON.parse(text));
  return text === '' ? '' : contentType;
}

function glimpseOfJson(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : `${value.length}: ${value.map(nameOf).join(', ')}`;
  if (!isRecord(value)) return String(value);
  const { folders, files, name } = value;
  if (Array.isArray(folders) && Array.isArray(files)) {
    const inside = [...folders.map((folder) => `${nameOf(folder)}/`), ...files.map(nameOf)];
    return `${String(name)}: ${inside.join(', ') || 'nothing'}`;
  }
  return fieldsOf(value) || '{}';
}

/** What a reader would call it. */
function nameOf(item: unknown): string {
  if (!isRecord(item)) return String(item);
  const app = isRecord(item.app) ? item.app.name : undefined;
  return String(item.display_name ?? item.name ?? app ?? item.id);
}

function fieldsOf(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .flatMap(([name, inner]) => {
      if (Array.isArray(inner)) return inner.length > 0 ? [`${name} ${inner.map(nameOf).join(', ')}`] : [];
      if (isRecord(inner)) return [`${name} { ${fieldsOf(inner)} }`];
      return [field(name, inner)];
    })
    .join('  ');
}

function field(name: string, value: unknown): string {
  if (value instanceof Blob) return `${name}=(${value.size} bytes)`;
  // Of a password not even the length is shown.
  if (name === 'password') return `${name}=•••`;
  const text = String(value);
  return `${name}=${secretFields.test(name) ? shorten(text) : withoutSecrets(text)}`;
}

function titleOf(page: string): string {
  const title = /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? '';
  return title.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
