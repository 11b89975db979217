import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';
import { PageQuery } from './query.ts';

/** An item of GET /rest/v1.0/projects/{project_id}/document_custom_tags. */
export const CustomTag = Type.Object({ id: Type.Integer(), name: Type.String() });
export type CustomTag = Static<typeof CustomTag>;

/** Those of one folder or file, where it is named. */
export const CustomTagsQuery = Type.Object({
  ...PageQuery.properties,
  document_id: Type.Optional(IdInput),
});
export type CustomTagsQuery = StaticDecode<typeof CustomTagsQuery>;

const name = Type.Optional(Type.String({ maxLength: 100 }));

/** Wrapped, as bodies of the wire are, or flat. */
export const CustomTagBody = Type.Object({
  name,
  document_custom_tag: Type.Optional(Type.Object({ name })),
});
export type CustomTagBody = StaticDecode<typeof CustomTagBody>;
