import Type, { type StaticDecode } from 'typebox';
import { BooleanInput, IdInput, IdListInput, TextListInput } from './input.ts';

const text = Type.Optional(Type.String());
const flag = Type.Optional(BooleanInput);
const id = Type.Optional(IdInput);

/** `page` counts from 1. A large `per_page` is cut down and reported in Per-Page, never refused. */
export const PageQuery = Type.Object({ page: id, per_page: id });
export type PageQuery = StaticDecode<typeof PageQuery>;

/** GET /rest/v1.0/me. */
export const MeQuery = Type.Object({ company_id: id, project_id: id });
export type MeQuery = StaticDecode<typeof MeQuery>;

/** GET /rest/v1.0/companies. */
export const CompaniesQuery = Type.Object({ ...PageQuery.properties, include_free_companies: flag });
export type CompaniesQuery = StaticDecode<typeof CompaniesQuery>;

/** GET /rest/v1.0/projects and /rest/v1.1/projects. Unknown filters are ignored. */
export const ProjectsQuery = Type.Object({
  ...PageQuery.properties,
  company_id: id,
  sort: text,
  view: text,
  serializer_view: text,
  filters: Type.Optional(
    Type.Object({
      by_status: Type.Optional(Type.Enum(['All', 'Active', 'Inactive'])),
      id: Type.Optional(IdListInput),
      name: Type.Optional(TextListInput),
      project_number: Type.Optional(TextListInput),
      origin_id: Type.Optional(TextListInput),
      is_demo: flag,
      template: flag,
      synced: flag,
      search: text,
      created_at: text,
      updated_at: text,
      // What no project here has: whoever asks for one of them is answered with none.
      from_project_template_id: Type.Optional(TextListInput),
      vendor_id: Type.Optional(TextListInput),
      by_owner_type: Type.Optional(TextListInput),
      by_department: Type.Optional(TextListInput),
      by_region: Type.Optional(TextListInput),
      by_office: Type.Optional(TextListInput),
      by_program: Type.Optional(TextListInput),
      by_stage: Type.Optional(TextListInput),
      by_type: Type.Optional(TextListInput),
      by_bid_type: Type.Optional(TextListInput),
    }),
  ),
});
export type ProjectsQuery = StaticDecode<typeof ProjectsQuery>;

/** GET /rest/v1.0/projects/{id}. */
export const ProjectQuery = Type.Object({ company_id: id, view: text });
export type ProjectQuery = StaticDecode<typeof ProjectQuery>;

/** Folder listing and show. `project_id` is required at project level and absent at company level. */
export const FolderQuery = Type.Object({
  project_id: id,
  exclude_folders: flag,
  exclude_files: flag,
  show_latest_file_version_only: flag,
});
export type FolderQuery = StaticDecode<typeof FolderQuery>;

/** File show, create, update and delete. */
export const FileQuery = Type.Object({ project_id: id, show_latest_version_only: flag });
export type FileQuery = StaticDecode<typeof FileQuery>;

/** File versions. `file_id` names the file that a new version belongs to. */
export const FileVersionQuery = Type.Object({ project_id: id, file_id: id });
export type FileVersionQuery = StaticDecode<typeof FileVersionQuery>;
