import type { File, Folder } from '@gatehouse/wire';

/** Where a call is made: in the project, or in the company's own Documents tool. */
export type At = 'project' | 'company';
export const levelsOfTool: readonly At[] = ['project', 'company'];

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Errors {
  readonly errors: Readonly<Record<string, readonly string[]>> & readonly string[];
}

/** The documents API as one person calls it. */
export interface Api {
  readonly token: string;
  root(at: At, query?: Query): Promise<Reply<Folder & Errors>>;
  folder(at: At, id: number, query?: Query): Promise<Reply<Folder & Errors>>;
  file(at: At, id: number, query?: Query): Promise<Reply<File & Errors>>;
  makeFolder(at: At, folder: Readonly<Record<string, unknown>>): Promise<Reply<Folder & Errors>>;
  /** `fields` are sent in their order, as `file[<name>]`, before the content. */
  upload(
    at: At,
    fields: Readonly<Record<string, string>>,
    content?: Uint8Array<ArrayBuffer> | string,
    query?: Query,
  ): Promise<Reply<File & Errors>>;
  call(path: string, init?: RequestInit): Promise<Response>;
  /** The address of a collection or item at a level: `folders`, `files/7`. */
  path(at: At, resource: string, query?: Query): string;
}

type Query = Readonly<Record<string, string | number | boolean>>;

export function apiOf(url: string, token: string, ids: { companyId: number; projectId: number }): Api {
  const path: Api['path'] = (at, resource, query = {}) => {
    const scope: Query = at === 'project' ? { project_id: ids.projectId } : {};
    const entries = Object.entries({ ...scope, ...query }).map(([name, value]) => [name, String(value)]);
    const prefix = at === 'project' ? '/rest/v1.0' : `/rest/v1.0/companies/${ids.companyId}`;
    return `${prefix}/${resource}?${new URLSearchParams(entries)}`;
  };
  const call: Api['call'] = (target, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    headers.set('procore-company-id', String(ids.companyId));
    return fetch(new URL(target, url), { ...init, headers });
  };
  async function json<Body>(target: string, init?: RequestInit): Promise<Reply<Body>> {
    const response = await call(target, init);
    return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
  }
  return {
    token,
    path,
    call,
    root: (at, query) => json(path(at, 'folders', query)),
    folder: (at, id, query) => json(path(at, `folders/${id}`, query)),
    file: (at, id, query) => json(path(at, `files/${id}`, query)),
    makeFolder: (at, folder) =>
      json(path(at, 'folders'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ folder }),
      }),
    upload(at, fields, content = 'content', query) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(`file[${name}]`, value);
      form.set('file[data]', new Blob([content], { type: 'text/plain' }), 'sent.txt');
      return json(path(at, 'files', query), { method: 'POST', body: form });
    },
  };
}
