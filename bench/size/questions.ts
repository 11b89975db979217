import type { Talk } from '../load/drive.ts';
import { get, sendJson } from '../load/requests.ts';
import type { SizedCompany } from './company.ts';

/** What is asked of a small and of a large company, and has to cost the same in both. */
export const questions: Readonly<Record<string, (company: SizedCompany) => Talk>> = {
  'Listing of a folder of 1,000 files': (company) =>
    read(company, `/rest/v1.0/folders/${company.folderId}?project_id=${company.projectId}`, '"files":[{'),
  'One file': (company) =>
    read(company, `/rest/v1.0/files/${company.fileId}?project_id=${company.projectId}`, '"file_versions"'),
  'Search for words in names': (company) =>
    read(
      company,
      `/rest/v1.0/projects/${company.projectId}/documents?filters[search]=structural%20sect&per_page=50`,
      'Structural section',
    ),
  'A page of people, by the beginning of an address': (company) =>
    read(
      company,
      `/rest/v1.0/companies/${company.companyId}/users?per_page=20&filters[search]=${encodeURIComponent('person.12@')}`,
      'person.12@',
    ),
  'A page of the permission grid of the company': (company) => grid(company, 'per_page=20', '"levels"'),
  'A search in the permission grid': (company) =>
    grid(company, `per_page=20&filters[search]=${encodeURIComponent('person.12@')}`, 'person.12@'),
  'A page of the permission grid of a project': (company) =>
    grid(company, `per_page=20&project_id=${company.projectId}`, '"levels"'),
  'A change of somebody’s level in a project': levelChanges,
};

function read(company: SizedCompany, path: string, sign: string): Talk {
  return answered(company, path, sign, company.bearer);
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

/** Up and down by turns, so that each call changes something. */
function levelChanges({ url, session, companyId, projectId, memberId }: SizedCompany): Talk {
  const address = new URL(`/manage/v1/companies/${companyId}/permissions/${memberId}`, url);
  const requests = (['Standard', 'Read Only'] as const).map((level) =>
    sendJson(
      'PUT',
      address,
      { permissions: { project_id: projectId, levels: { documents: level } } },
      session,
    ),
  );
  let turn = 0;
  return {
    next() {
      turn += 1;
      return requests[turn % 2] ?? Buffer.alloc(0);
    },
  };
}
