import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput } from './input.ts';
import { Nullable } from './output.ts';

/** A number of bytes; some clients send it as text. */
const ByteCountInput = Type.Codec(
  Type.Union([
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    Type.String({ pattern: '^[0-9]{1,15}$' }),
  ]),
)
  .Decode((value) => Number(value))
  .Encode((value) => value);

const Sha256Input = Type.String({ pattern: '^[0-9a-fA-F]{64}$', examples: ['<sha256 in hex>'] });

/** As hexadecimal digits or, as in the header Content-MD5, base64. */
const Md5Input = Type.String({ pattern: '^([0-9a-fA-F]{32}|[0-9A-Za-z+/]{22}==)$' });

const SegmentInput = Type.Object({
  size: ByteCountInput,
  sha256: Sha256Input,
  md5: Type.Optional(Nullable(Md5Input)),
  etag: Type.Optional(Nullable(Type.String())),
});

/** The body of POST …/uploads, v1.0 and v1.1. With segments the bytes come in parts, without them as one form. */
export const UploadCreateBody = Type.Object({
  response_filename: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  response_content_type: Type.Optional(Type.String({ maxLength: 255 })),
  attachment_content_disposition: Type.Optional(BooleanInput),
  size: Type.Optional(ByteCountInput),
  sha256: Type.Optional(Sha256Input),
  segments: Type.Optional(Type.Array(SegmentInput, { maxItems: 10_000 })),
});
export type UploadCreateBody = StaticDecode<typeof UploadCreateBody>;

/** The body of PATCH …/uploads/{uuid}: the tags that the parts were answered with, in order. */
export const UploadUpdateBody = Type.Object({
  segments: Type.Array(Type.Object({ etag: Type.Optional(Nullable(Type.String({ maxLength: 255 }))) }), {
    maxItems: 10_000,
  }),
});
export type UploadUpdateBody = StaticDecode<typeof UploadUpdateBody>;

const SegmentHeaders = Type.Record(Type.String(), Type.String());

/** An upload of v1.0 and v1.1. */
export const Upload = Type.Object({
  uuid: Type.String(),
  status: Type.Union([
    Type.Literal('non_segmented'),
    Type.Literal('ready'),
    Type.Literal('receiving'),
    Type.Literal('complete'),
  ]),
  url: Type.Optional(
    Type.String({ description: 'Where the form goes, with all its fields and the file last.' }),
  ),
  fields: Type.Optional(Type.Record(Type.String(), Type.String())),
  segments: Type.Optional(
    Type.Array(
      Type.Object({
        size: Type.Integer(),
        sha256: Type.String(),
        md5: Nullable(Type.String()),
        etag: Nullable(Type.String({ description: 'Of a part that has arrived.' })),
        url: Type.Optional(Type.String()),
        headers: Type.Optional(SegmentHeaders),
      }),
    ),
  ),
});
export type Upload = Static<typeof Upload>;

/** The body of POST …/uploads, v2.1. */
export const UnifiedUploadCreateBody = Type.Object({
  file_name: Type.String({ minLength: 1, maxLength: 1024 }),
  file_size: ByteCountInput,
  content_type: Type.String({ minLength: 1, maxLength: 255 }),
  segments: Type.Array(SegmentInput, { minItems: 1, maxItems: 10_000 }),
  sha256: Type.Optional(Nullable(Sha256Input)),
  md5: Type.Optional(Nullable(Type.String())),
  url_expires_in: Type.Optional(ByteCountInput),
  custom_metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  uploader_tool_name: Type.Optional(Type.String()),
});
export type UnifiedUploadCreateBody = StaticDecode<typeof UnifiedUploadCreateBody>;

export const UnifiedUploadQuery = Type.Object({ url_expires_in: Type.Optional(ByteCountInput) });

/** The body of PATCH …/uploads/{upload_id}, v2.1: null for a part that has not been sent yet. */
export const UnifiedUploadUpdateBody = Type.Object({
  part_etags: Type.Array(Nullable(Type.String({ maxLength: 255 })), { maxItems: 10_000 }),
});
export type UnifiedUploadUpdateBody = StaticDecode<typeof UnifiedUploadUpdateBody>;

const UnifiedStatus = Type.Union([
  Type.Literal('ready'),
  Type.Literal('receiving'),
  Type.Literal('complete'),
  Type.Literal('available'),
  Type.Literal('failed'),
]);

/** An upload of v2.1. */
export const UnifiedUpload = Type.Object({
  data: Type.Object({
    upload_id: Type.String(),
    file_name: Type.String(),
    sanitized_file_name: Type.String(),
    file_size: Type.Integer(),
    content_type: Type.String(),
    upload_expires_at: Type.Integer({ description: 'Seconds since 1970.' }),
    status: UnifiedStatus,
    custom_metadata: Type.Unknown(),
    segments: Type.Array(
      Type.Object({
        url: Type.String(),
        url_expires_at: Type.Integer({ description: 'Seconds since 1970.' }),
        headers: SegmentHeaders,
        etag: Nullable(Type.String({ description: 'Of a part that has arrived.' })),
      }),
    ),
    error: Nullable(Type.Object({ type: Type.String(), message: Type.String(), retryable: Type.Boolean() })),
  }),
});
export type UnifiedUpload = Static<typeof UnifiedUpload>;

export const UnifiedUploadStatus = Type.Object({
  data: Type.Object({ upload_id: Type.String(), status: UnifiedStatus }),
});
export type UnifiedUploadStatus = Static<typeof UnifiedUploadStatus>;

/** GET …/uploads/{upload_id}/url and …/parts/{number}/url, v2.1. */
export const UploadAddress = Type.Object({
  data: Type.Object({ upload_id: Type.String(), upload_url: Type.String(), headers: SegmentHeaders }),
});
export type UploadAddress = Static<typeof UploadAddress>;
