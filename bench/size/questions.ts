import type { Talk } from '../load/drive.ts';
import { get, sendJson } from '../load/requests.ts';
import type { SizedCompany } from './company.ts';

export interface Question extends Talk {
  /** After the last round: a change that would be in the way of what is asked next. */
  readonly undo?: Buffer;
}

/** What is asked of a small and of a large company, and has to cost the same in both. */
export const questions: Readonly<Record<string, (company: SizedCompany) => Question>> = {
  ...documents('', ({ bearer }) => bearer),
  ...documents(', by a Read Only member', ({ reader }) => reader),
  'A page of people, by the beginning of an address': (company) =>
    answered(
      company,
      `/rest/v1.0/companies/${company.companyId}/users?per_page=20&filters[search]=${encodeURIComponent('person.12@')}`,
      'person.12@',
      company.bearer,
    ),
  'A page of the permission grid of the company': (company) => grid(company, 'per_page=20', '"levels"'),
  'A search in the permission grid': (company) =>
    grid(company, `per_page=20&filters[search]=${encodeURIComponent('person.12@')}`, 'person.12@'),
  'A page of the permission grid of a project': (company) =>
    grid(company, `per_page=20&project_id=${company.projectId}`, '"levels"'),
  'A change of somebody’s level in a project': levelChanges,
  'A change of what a template says': templateChanges,
  'Somebody in and out of a group': groupChanges,
  'A folder of 1,000 files private and open': privateChanges,
  'The documents of a project off and on': toolChanges,
};

type Headers = SizedCompany['session'];

/** What people ask of their documents; administrators see all of it, and are spared the look at what is private. */
function documents(
  who: string,
  headersOf: (company: SizedCompany) => Headers,
): Record<string, (company: SizedCompany) => Question> {
  const read = (company: SizedCompany, path: string, sign: string) =>
    answered(company, path, sign, headersOf(company));
  return {
    [`Listing of a folder of 1,000 files${who}`]: (company) =>
      read(company, `/rest/v1.0/folders/${company.folderId}?project_id=${company.projectId}`, '"files":[{'),
    [`One file${who}`]: (company) =>
      read(company, `/rest/v1.0/files/${company.fileId}?project_id=${company.projectId}`, '"file_versions"'),
    [`Search for words in names${who}`]: (company) =>
      read(
        company,
        `/rest/v1.0/projects/${company.projectId}/documents?filters[search]=structural%20sect&per_page=50`,
        'Structural section',
      ),
  };
}

function grid(company: SizedCompany, query: string, sign: string): Talk {
  const path = `/manage/v1/companies/${company.companyId}/permissions?${query}`;
  return answered(company, path, sign, company.session);
}

function answered({ url }: SizedCompany, path: string, sign: string, headers: SizedCompany['session']): Talk {
  const request = get(new URL(path, url), headers);
  return {
    next: () => request,
    heard(body) {
      if (!body.includes(sign)) throw new Error(`${path}: an answer without ${sign}`);
    },
  };
}

function levelChanges({ url, session, companyId, projectId, memberId }: SizedCompany): Question {
  const address = new URL(`/manage/v1/companies/${companyId}/permissions/${memberId}`, url);
  return byTurns(
    (['Standard', 'Read Only'] as const).map((level) =>
      sendJson(
        'PUT',
        address,
        { permissions: { project_id: projectId, levels: { documents: level } } },
        session,
      ),
    ),
  );
}

function templateChanges({ url, session, companyId, templateId }: SizedCompany): Question {
  const address = new URL(`/manage/v1/companies/${companyId}/permission_templates/${templateId}`, url);
  return byTurns(
    [3, 2].map((documents) =>
      sendJson('PATCH', address, { permission_template: { user_access_levels: { documents } } }, session),
    ),
  );
}

function groupChanges({ url, session, companyId, groupId, memberId }: SizedCompany): Question {
  const address = new URL(`/manage/v1/companies/${companyId}/groups/${groupId}/members`, url);
  return byTurns([[memberId], []].map((person_ids) => sendJson('PUT', address, { person_ids }, session)));
}

function privateChanges(company: SizedCompany): Question {
  const { url, projectId, folderId } = company;
  const address = new URL(`/rest/v1.0/folders/${folderId}?project_id=${projectId}`, url);
  return undone(
    [true, false].map((explicit_permissions) =>
      sendJson('PATCH', address, { folder: { explicit_permissions } }, company.bearer),
    ),
  );
}

function toolChanges({ url, session, companyId, projectId, toolId }: SizedCompany): Question {
  const address = new URL(`/rest/v1.0/projects/${projectId}/tools`, url);
  const headers = { ...session, 'procore-company-id': String(companyId) };
  return undone(
    [false, true].map((is_active) =>
      sendJson('PATCH', address, { tools: [{ id: toolId, is_active }] }, headers),
    ),
  );
}

/** There and back by turns, so that each call changes something. */
function byTurns(requests: readonly Buffer[]): Question {
  let turn = 0;
  return {
    next() {
      turn += 1;
      return requests[(turn - 1) % requests.length] ?? Buffer.alloc(0);
    },
  };
}

/** The same; however often it was asked, it ends with the way back. */
function undone(requests: readonly Buffer[]): Question {
  const undo = requests.at(-1);
  return { ...byTurns(requests), ...(undo && { undo }) };
}
