import Type, { type Static, type StaticDecode } from 'typebox';
import { File } from './file.ts';
import { BooleanInput, IdInput, IdListInput } from './input.ts';

/** What one batch may hold. */
export const batchLimits = { files: 100, bytesOfFile: 2 ** 20, bytes: 8 * 2 ** 20 } as const;

/** A new file of a batch. Its bytes begin in `data` where those of the file before it end. */
export const BatchedFile = Type.Object({
  parent_id: IdInput,
  name: Type.String({ minLength: 1 }),
  size: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-fA-F]{64}$', examples: ['<sha256 in hex>'] }),
  private: Type.Optional(BooleanInput),
  /** A media type; without one the content is just bytes. */
  content_type: Type.Optional(Type.String({ examples: ['application/pdf'] })),
  idempotency_token: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
});
export type BatchedFile = StaticDecode<typeof BatchedFile>;

/** What the field `files` of a batch says, once its text is read. */
export const BatchedFiles = Type.Object({ files: Type.Array(BatchedFile) });
export type BatchedFiles = StaticDecode<typeof BatchedFiles>;

/** The body of POST …/files/batch, besides the binary part `data`, which comes last: all bytes, in the order of `files`. */
export const FileBatchBody = Type.Object({
  files: Type.String({ description: 'The list of files, as JSON.' }),
});
export type FileBatchBody = StaticDecode<typeof FileBatchBody>;

/** What became of each file, in their order: how it is now, or why it was not made, as it would be answered alone. */
export const FileBatchAnswer = Type.Object({
  files: Type.Array(
    Type.Object({
      status: Type.Integer({ description: '201; 200 of what the same token had made before; or why not.' }),
      file: Type.Optional(File),
      errors: Type.Optional(
        Type.Union([Type.Array(Type.String()), Type.Record(Type.String(), Type.Array(Type.String()))]),
      ),
    }),
  ),
});
export type FileBatchAnswer = Static<typeof FileBatchAnswer>;

/** The query of GET …/file_versions/contents. */
export const VersionContentsQuery = Type.Object({ project_id: Type.Optional(IdInput), ids: IdListInput });
export type VersionContentsQuery = StaticDecode<typeof VersionContentsQuery>;

/** What the part `files` of its answer says of each version, in the order asked for; those with 200 are in `data`. */
export const VersionContents = Type.Array(
  Type.Object({
    id: Type.Integer(),
    status: Type.Integer(),
    size: Type.Optional(Type.Integer()),
    sha256: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.String())),
  }),
);
export type VersionContents = Static<typeof VersionContents>;
