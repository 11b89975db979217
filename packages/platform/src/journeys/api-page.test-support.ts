import {
  DeviceAuthorizationRequest,
  PushedAuthorizationRequest,
  RevocationRequest,
  TOKEN_REQUESTS,
} from '@gatehouse/wire';
import { granularActions, ruleOf } from '../access/actions.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { type Audience, type Right, type Route, toolOf } from '../route.ts';

const chapters: readonly (readonly [Audience, title: string, about: string])[] = [
  [
    'oauth',
    'OAuth',
    'Forms in, JSON out (RFC 6749). Who calls is a client: by `client_id` and `client_secret` in the form, by HTTP Basic, or by a signed assertion (RFC 7523). The same addresses answer 405 to GET.',
  ],
  [
    'rest',
    'REST',
    'For apps and service accounts, by bearer token. A right like `documents: Standard in the project` is the least level at which a call succeeds; an app never reaches further than the person, or the account, it acts for.',
  ],
  [
    'manage',
    'Management',
    'What our own console calls, for people who are signed in: a session cookie and, on whatever is not GET, `X-CSRF-Token` with the `csrf_token` of the session. No app’s token opens these. Where somebody has to have proven lately who they are, 401 with `insufficient_user_authentication` (RFC 9470) says so; the page for it is `/prove-it-is-you`.',
  ],
  [
    'storage',
    'Bytes',
    'Where the bytes of uploads go, where the deployment keeps files itself. The addresses are given out with an upload, signed and for a short time; they take no token, and refuse one.',
  ],
  [
    'browser',
    'Pages',
    'What a browser is sent to. An app knows one of them by heart, `/oauth/authorize`: it takes `response_type=code`, `client_id`, `redirect_uri`, `state`, `code_challenge` and `code_challenge_method=S256`.',
  ],
];

/** docs/api.md: the head as it is written there by hand, then the route table. */
export function apiPage(head: string, routes: readonly Route[]): string {
  const parts = chapters.map(([audience, title, about]) => {
    const lines = routes.filter((route) => route.audience === audience && isOwnLine(route)).map(described);
    return [`## ${title}`, about, ...lines].join('\n\n');
  });
  return `${[head.trim(), ...parts].join('\n\n')}\n`;
}

/** Neither an older spelling of another line, nor what browsers ask of themselves, nor a GET that only says 405, nor what only adorns a page. */
function isOwnLine({ audience, method, path, right }: Route): boolean {
  if (audience === 'rest') return path.startsWith('/rest/');
  if (audience === 'browser') return !/^\/(assets\/|favicon)/.test(path);
  if (audience !== 'oauth') return true;
  if (method === 'OPTIONS') return false;
  return !path.endsWith('/') && !(method === 'GET' && right.kind === 'public' && /405/.test(right.because));
}

function described(route: Route): string {
  const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
  const proof =
    'needsProof' in route && route.needsProof === true ? ', who have proven lately who they are' : '';
  const about = `${route.summary} *${inWords(route.right)}${proof}.*`;
  const fields = 'schemas' in route ? fieldsOf(route as RestRoute) : (forms[route.path] ?? []);
  return [`### ${route.method} ${path}`, about, fields.join('\n')].join('\n\n').trim();
}

function inWords(right: Right): string {
  switch (right.kind) {
    case 'public':
      return 'Open to everybody';
    case 'client':
      return 'For clients, by their own credentials';
    case 'session':
      return 'For people who are signed in';
    case 'bearer':
      return 'For any live access token';
    case 'tool':
      return `${right.tool}: ${right.level} in the ${right.at}`;
    case 'action':
      return `documents: ${takes(right)} in the ${right.at}`;
  }
}

function takes({ at, action }: Extract<Right, { kind: 'action' }>): string {
  const { level, own, granted } = ruleOf(at, action);
  const onOwn = own === undefined ? '' : `, ${own} on what one made oneself`;
  return `${level}${onOwn}${granted === undefined ? '' : `, or “${granularActions[granted]}”`}`;
}

function fieldsOf({ path, right, schemas: { query, body } }: RestRoute): string[] {
  const inProject = toolOf(right)?.at === 'project';
  const asked = flat(query)
    .filter(({ name }) => !(name === 'project_id' && path.includes('/:company_id/')))
    .map((field) => (inProject && field.name === 'project_id' ? { ...field, required: true } : field));
  return [...listed('Query', asked), ...listed('Body', flat(body))];
}

function listed(title: string, fields: readonly Field[]): string[] {
  return fields.length === 0 ? [] : [`- ${title}: ${fields.map(inLine).join(', ')}`];
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

function inLine({ name, type, required }: Field): string {
  return `\`${name}\` (${required ? 'required ' : ''}${type})`;
}

/** As much of JSON Schema as the wire's own schemas use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Fields by the names a form gives them: `folder[name]`. */
function flat(schema: unknown, within = ''): Field[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Schema;
  return Object.entries(properties).flatMap(([key, inner]) => {
    const name = within === '' ? key : `${within}[${key}]`;
    if (inner.properties !== undefined) return flat(inner, name);
    return [{ name, type: typeOf(inner), required: required.includes(key) }];
  });
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.join(' | ');
  if (schema.anyOf !== undefined) return union(schema.anyOf);
  if (schema.type === 'array') return schema.items === undefined ? 'list' : `list of ${typeOf(schema.items)}`;
  return schema.type ?? 'anything';
}

/** Numbers and booleans are also taken as text of that form, which says nothing new about them. */
function union(members: readonly Schema[]): string {
  const isPlain = ({ type }: Schema) => type === 'integer' || type === 'boolean';
  const told = members.some(isPlain) ? members.filter(({ pattern }) => pattern === undefined) : members;
  return [...new Set(told.map(typeOf))].join(' or ');
}

/** OAuth's own lines parse their forms themselves, by these schemas. */
const forms: Readonly<Record<string, readonly string[]>> = {
  '/oauth/token': Object.entries(TOKEN_REQUESTS).flatMap(([grantType, schema]) =>
    listed(`Form of \`${grantType}\``, flat(schema)),
  ),
  '/oauth/revoke': listed('Form', flat(RevocationRequest)),
  '/oauth/device_authorization': listed('Form', flat(DeviceAuthorizationRequest)),
  '/oauth/par': listed('Form', flat(PushedAuthorizationRequest)),
  '/oauth/introspect': listed('Form', flat(RevocationRequest)),
};
