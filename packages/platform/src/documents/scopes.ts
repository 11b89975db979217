import { IdInput } from '@gatehouse/wire';
import Type from 'typebox';

/**
 * The Documents tool exists twice: in a project, which the query names, and in a company, which the path names.
 * Paths, rules and shapes are the same in both.
 */
export const scopes = [
  {
    at: 'project',
    prefix: '/rest/v1.0',
    names: ({ query }: Input) => ({ projectId: query.project_id }),
  },
  {
    at: 'company',
    prefix: '/rest/v1.0/companies/:company_id',
    names: ({ params }: Input) => ({ companyId: params.company_id }),
  },
] as const;

export type Scope = (typeof scopes)[number];

interface Input {
  readonly params: { readonly company_id?: number };
  readonly query: { readonly project_id?: number };
}

/** `company_id` is there at company level only. */
export const CollectionParams = Type.Object({ company_id: Type.Optional(IdInput) });
export const ItemParams = Type.Object({ ...CollectionParams.properties, id: IdInput });

/** The query of what is not on the wire: `project_id` at project level only. */
export const InProject = { project_id: Type.Optional(IdInput) };
