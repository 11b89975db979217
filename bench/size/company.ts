import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Company,
  File,
  Folder,
  PermissionGroup,
  PermissionLine,
  PermissionTemplate,
  Project,
  ProjectTool,
} from '@gatehouse/wire';
import type { DemoFile } from '../../packages/platform/src/demo/demo-file.ts';
import { signInByForm } from '../../packages/platform/src/testing/sign-in-by-form.ts';
import { type Child, startChild } from '../systems/child.ts';
import { codeFlow } from '../systems/code-flow.ts';

/** A company that `npm run demo:large` made, on a server of its own, and what its administrator asks of it. */
export interface SizedCompany {
  readonly url: URL;
  readonly pid: number;
  readonly companyId: number;
  readonly projectId: number;
  /** The folder of a thousand files, and one of them. */
  readonly folderId: number;
  readonly fileId: number;
  /** Somebody of the project whose level is changed. */
  readonly memberId: number;
  /** That the same holds in the project. */
  readonly templateId: number;
  /** Named on a private folder; the same goes in and out. */
  readonly groupId: number;
  /** Documents, in the project. */
  readonly toolId: number;
  /** Of an app that the administrator has allowed. */
  readonly bearer: Readonly<Record<string, string>>;
  /** Of the same app, that a member with Read Only has allowed. */
  readonly reader: Readonly<Record<string, string>>;
  /** Of the administrator in the console. */
  readonly session: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** What a run adds to a company is called. */
const name = 'Bench';

/** What a limit is set to that no run reaches. */
const noLimit = '1000000000';

export async function startSizedCompany(dataDir: string): Promise<SizedCompany> {
  const child = startChild(new URL('../../packages/platform/src/main.ts', import.meta.url), [], {
    GATEHOUSE_PORT: '0',
    GATEHOUSE_HOST: '127.0.0.1',
    GATEHOUSE_DATA_DIR: dataDir,
    GATEHOUSE_LOG_LEVEL: 'warn',
    GATEHOUSE_DEMO: 'on',
    GATEHOUSE_SESSION_HOURLY_LIMIT: noLimit,
    GATEHOUSE_SESSION_SPIKE_LIMIT: noLimit,
    GATEHOUSE_HOURLY_LIMIT: noLimit,
    GATEHOUSE_SPIKE_LIMIT: noLimit,
  });
  try {
    return { ...(await groundsOf(child, dataDir)), pid: child.pid, stop: child.stop };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

async function groundsOf(child: Child, dataDir: string): Promise<Omit<SizedCompany, 'pid' | 'stop'>> {
  const [, url = ''] = await child.line(/Gatehouse is up: (\S+)/);
  const demo = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as DemoFile;
  const app = demo.apps.find((one) => one.name === 'Nightly Report' && one.environment === 'production');
  const keeper = demo.people.find(({ name }) => name === 'Ana Torres');
  if (app === undefined || keeper === undefined) throw new Error(`${dataDir} holds no demo.`);
  const jim = demo.people.find(({ name }) => name === 'Jim Carter');
  if (jim === undefined) throw new Error(`${dataDir} holds no demo.`);
  const browser = await signInByForm(url, keeper);
  const client = { id: app.clientId, secret: app.clientSecret };
  const { access_token: token } = await codeFlow(url, browser, client);
  const { access_token: readersToken } = await codeFlow(url, await signInByForm(url, jim), client);
  const send = async <Answer>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<Answer> => {
    const sent = body && {
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json' },
    };
    const response = await fetch(new URL(path, url), { method, headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered by ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  const ask = <Answer>(path: string, headers: Readonly<Record<string, string>>) =>
    send<Answer>('GET', path, headers);
  const asked = { authorization: `Bearer ${token}` };
  const companies = await ask<Company[]>('/rest/v1.0/companies', asked);
  const company = companies.find(({ name }) => name === 'Large Company');
  if (company === undefined) throw new Error(`${dataDir} holds no large company.`);
  const bearer = { ...asked, 'procore-company-id': String(company.id) };
  const [project] = await ask<Project[]>(`/rest/v1.0/projects?company_id=${company.id}&per_page=1`, bearer);
  const root = await ask<Folder>(`/rest/v1.0/folders?project_id=${project?.id}`, bearer);
  const folderId = root.folders.find((each) => each.name !== name)?.id;
  const folder = await ask<Folder>(`/rest/v1.0/folders/${folderId}?project_id=${project?.id}`, bearer);
  const file: Pick<File, 'id'> | undefined = folder.files[0];
  const cookies = { cookie: browser.cookies(), origin: url };
  const { csrf_token: csrf } = await ask<{ csrf_token: string }>('/manage/v1/session', cookies);
  const lines = await ask<PermissionLine[]>(
    `/manage/v1/companies/${company.id}/permissions?project_id=${project?.id}&per_page=10`,
    cookies,
  );
  const member = lines.find((line) => !line.company_admin && line.person.kind === 'user');
  if (!project || folderId === undefined || !file || !member)
    throw new Error(`The large company in ${dataDir} is not whole: run npm run demo:large again.`);
  const session = { ...cookies, 'x-csrf-token': csrf };
  const made = await grounds({ companyId: company.id, projectId: project.id, root, member, send, session });
  return {
    url: new URL(url),
    companyId: company.id,
    projectId: project.id,
    folderId,
    fileId: file.id,
    memberId: member.person.id,
    ...made,
    bearer,
    reader: { ...bearer, authorization: `Bearer ${readersToken}` },
    session,
  };
}

interface Ground {
  readonly companyId: number;
  readonly projectId: number;
  readonly root: Folder;
  readonly member: PermissionLine;
  readonly session: Readonly<Record<string, string>>;
  send<Answer>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<Answer>;
}

/** What permissions are changed by; an earlier run may have left it. */
async function grounds({ companyId, projectId, root, member, session, send }: Ground) {
  const manage = `/manage/v1/companies/${companyId}`;
  const headers = { ...session, 'procore-company-id': String(companyId) };
  const named = <Item extends { readonly name: string }>(items: readonly Item[]) =>
    items.find((item) => item.name === name);
  const group =
    named(await send<PermissionGroup[]>('GET', `${manage}/groups`, session)) ??
    (await send<PermissionGroup>('POST', `${manage}/groups`, session, { group: { name } }));
  const inProject = `project_id=${projectId}`;
  const folder =
    named(root.folders) ??
    (await send<Folder>('POST', `/rest/v1.0/folders?${inProject}`, headers, { folder: { name } }));
  await send('PUT', `/rest/v1.0/folders/${folder.id}/access?${inProject}`, headers, {
    access: { private: true, person_ids: [], group_ids: [group.id] },
  });
  const templates = `/rest/v1.0/companies/${companyId}/permission_templates`;
  const template =
    named(await send<PermissionTemplate[]>('GET', `${templates}?per_page=1000`, headers)) ??
    (await send<{ id: number }>('POST', templates, headers, {
      permission_template: { name, type: 'global', user_access_levels: { documents: 2 } },
    }));
  await send('PUT', `${manage}/permissions/${member.person.id}`, session, {
    permissions: { project_id: projectId, template_id: template.id },
  });
  const tools = await send<ProjectTool[]>('GET', `/rest/v1.0/projects/${projectId}/tools`, headers);
  const tool = tools.find(({ engine_name }) => engine_name === 'documents');
  if (tool === undefined) throw new Error('The project has no documents.');
  return { groupId: group.id, templateId: template.id, toolId: tool.id };
}
