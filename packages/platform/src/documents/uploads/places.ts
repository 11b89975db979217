import { IdInput } from '@gatehouse/wire';
import Type from 'typebox';

interface Input {
  readonly params: { readonly company_id?: number; readonly project_id?: number };
}

const ofCompany = {
  at: 'company',
  path: 'companies/:company_id',
  names: ({ params }: Input) => ({ companyId: params.company_id }),
} as const;

/** Where uploads are begun, in the paths of v1. */
export const places = [
  {
    at: 'project',
    path: 'projects/:project_id',
    names: ({ params }: Input) => ({ projectId: params.project_id }),
  },
  ofCompany,
] as const;

/** The same in v2, where a project stands below its company. */
export const nestedPlaces = [
  {
    at: 'project',
    path: 'companies/:company_id/projects/:project_id',
    names: ({ params }: Input) => ({ companyId: params.company_id, projectId: params.project_id }),
  },
  ofCompany,
] as const;

/** Each is there where the path names it. */
export const PlaceParams = Type.Object({
  company_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
});
export const UploadParams = Type.Object({ ...PlaceParams.properties, id: Type.String({ maxLength: 64 }) });
export const PartParams = Type.Object({ ...UploadParams.properties, number: Type.Optional(IdInput) });
