type Headers = Readonly<Record<string, string>>;

/** The bytes of a GET. */
export function get(url: URL, headers: Headers = {}): Buffer {
  return request('GET', url, headers, '');
}

/** The bytes of a POST with a form, as RFC 6749 section 4 asks for. */
export function postForm(url: URL, fields: Readonly<Record<string, string>>): Buffer {
  const body = new URLSearchParams(fields).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  };
  return request('POST', url, headers, body);
}

/** The bytes of a change with JSON. */
export function sendJson(
  method: 'PUT' | 'POST' | 'PATCH' | 'DELETE',
  url: URL,
  value: unknown,
  headers: Headers,
): Buffer {
  const body = JSON.stringify(value);
  const all = {
    ...headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  return request(method, url, all, body);
}

function request(method: string, url: URL, headers: Headers, body: string): Buffer {
  const all = { host: url.host, accept: 'application/json', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}
