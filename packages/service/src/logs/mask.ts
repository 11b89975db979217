/** Stands where a secret stood. */
const masked = '[masked]';

/** Fields whose values are never written, whatever they hold and however deep they lie. */
// biome-ignore format: a table
const secretFields = [
  'authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'dpop', 'x-csrf-token', 'csrf_token',
  'body', 'password', 'new_password', 'current_password', 'secret', 'client_secret', 'clientSecret',
  'token', 'access_token', 'accessToken', 'refresh_token', 'refreshToken', 'id_token', 'subject_token',
  'code_verifier', 'codeVerifier', 'assertion', 'client_assertion', 'secretKeys',
];

/** Parameters whose values are never written where they stand in a URL or a form: `?code=…&state=…`. */
// biome-ignore format: a table
const secretParameters = [
  'code', 'state', 'nonce', 'user_code', 'device_code', 'request_uri', 'signature', 'sig', ...secretFields,
];

const fields = new Set(secretFields.map((key) => key.toLowerCase()));
const fieldPattern = new RegExp(`"(?:${secretFields.join('|')})"\\s*:`, 'i');
const patterns: readonly (readonly [RegExp, string])[] = [
  // Our own tokens, codes and secrets, wherever they appear: access, code, invitation, link, refresh, secret, webhook;
  // of Link: credentials of installs, and sign-in keys.
  [/(?:gh[acilrsw]|gl[ik])_[A-Za-z0-9_-][A-Za-z0-9_.~-]*/g, masked],
  [new RegExp(`(?<=(?:^|[?&\\s"';#])(?:${secretParameters.join('|')})=)[^&\\s"'#;\\\\]+`, 'gi'), masked],
  [/\b(Bearer|Basic|DPoP)\s+[A-Za-z0-9+/=_.~-]{8,}/gi, `$1 ${masked}`],
  // Tried once for each word, not for each `eyJ` in it: a path full of them would be read over and over.
  [/(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*eyJ)[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, masked],
  // The password in an address like postgres://user:password@host.
  [/(?<=:\/\/[^\s/:@"]*:)[^\s/@"\\]+(?=@)/g, masked],
  // To the end of the JSON string it stands in.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^"\\]|\\.)*/g, masked],
];

/** A text with everything that looks like a secret of ours taken out. */
export function maskText(text: string): string {
  return patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/**
 * A log line with secrets taken out: first by the name of the field, then by their look. The common line
 * holds neither and passes as it is, without being parsed.
 */
export function maskLine(line: string): string {
  return maskText(fieldPattern.test(line) ? maskFields(line) : line);
}

function maskFields(line: string): string {
  try {
    const replaced = JSON.stringify(JSON.parse(line), (key, value) =>
      fields.has(key.toLowerCase()) ? masked : value,
    );
    return line.endsWith('\n') ? `${replaced}\n` : replaced;
  } catch {
    // Not JSON, so not ours to take apart: better no line than a secret.
    return `${JSON.stringify({ level: 'warn', msg: 'a log line that could not be masked was dropped' })}\n`;
  }
}
