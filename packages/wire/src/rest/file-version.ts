import Type, { type Static, type StaticDecode } from 'typebox';
import { Nullable, PersonReference, PersonReferenceV2, Timestamp } from './output.ts';

/** One revision of a file, as listed in `file_versions` and shown by GET /rest/v1.0/file_versions/{id}. */
export const FileVersion = Type.Object({
  id: Type.Integer(),
  file_id: Type.Integer(),
  number: Type.Integer({ minimum: 1, description: 'Counts from 1; lists start with the highest.' }),
  notes: Nullable(Type.String()),
  size: Type.Integer({ description: 'Bytes.' }),
  sha256: Type.String({ description: 'Of the bytes, in lower-case hex.' }),
  url: Type.String({
    description: 'Opaque; needs the bearer token, and may redirect to a host that must not get it.',
  }),
  created_at: Timestamp,
  created_by: Nullable(PersonReference),
  prostore_file: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    url: Type.String(),
    filename: Type.String({ deprecated: true }),
  }),
});
export type FileVersion = Static<typeof FileVersion>;

/** The same in v2, where ids are text. */
export const FileVersionV2 = Type.Object({
  ...FileVersion.properties,
  id: Type.String(),
  file_id: Type.String(),
  created_by: Nullable(PersonReferenceV2),
  prostore_file: Type.Object({ ...FileVersion.properties.prostore_file.properties, id: Type.String() }),
});
export type FileVersionV2 = Static<typeof FileVersionV2>;

/** The body of POST /rest/v1.0/file_versions, besides the binary part `file_version[data]`. */
export const FileVersionCreateBody = Type.Object({
  file_version: Type.Object({
    name: Type.Optional(Type.String({ minLength: 1 })),
    notes: Type.Optional(Type.String()),
    upload_uuid: Type.Optional(Type.String()),
  }),
});
export type FileVersionCreateBody = StaticDecode<typeof FileVersionCreateBody>;
