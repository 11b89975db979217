import type { BareBody } from './bare-body.ts';
import type { Granted } from './granted.ts';
import type { MultipartBody } from './multipart.ts';
import { readFields } from './read-input.ts';
import { type FilePart, fieldErrors, type Place, type Refused, type RestReply } from './rest-call.ts';
import type { CompleteDefinition } from './rest-route.ts';

/** RFC 9110 section 15.5.16. */
export function unsupported(fix: string): RestReply {
  return { status: 415, body: { errors: [`This content type is not taken here: ${fix}.`] } };
}

type Outcome = RestReply | Refused;

/**
 * Takes a multipart body: the file part goes to the route's `receive` as it arrives, the fields are checked once
 * they are all there, then `write` makes of both what the route promises. What it did not keep of the file is discarded.
 */
export async function receiveUpload(
  definition: CompleteDefinition,
  granted: Granted,
  body: MultipartBody,
  write: (parsed: unknown, received: unknown) => Promise<Outcome>,
): Promise<Outcome> {
  let kept: { readonly received: unknown } | undefined;
  let early: Outcome | undefined;
  const discard = async () => {
    if (kept !== undefined) await definition.upload?.discard(kept.received);
  };

  try {
    const read = await body.read(async (file, fields) => {
      const receipt =
        definition.upload?.takes === 'bytes'
          ? { reply: unsupported('send the bytes alone, as application/octet-stream') }
          : await receive(definition, granted, file, fields.ok ? fields.value : {});
      if ('kept' in receipt) {
        kept = { received: receipt.kept };
        return 'go_on';
      }
      early = 'reply' in receipt ? receipt.reply : receipt;
      return 'stop';
    });
    if (early !== undefined) return early;
    const outcome = read.ok
      ? await checked(definition, read.fields, (parsed) => write(parsed, kept?.received))
      : fieldErrors({ base: [read.fix] }, 400);
    return outcome;
  } finally {
    await discard();
  }
}

/** The same of a body that is the file itself: there are no fields to be checked. */
export async function receiveBytes(
  definition: CompleteDefinition,
  granted: Granted,
  body: BareBody,
  write: (parsed: unknown, received: unknown) => Promise<Outcome>,
): Promise<Outcome> {
  const receipt = await receive(definition, granted, body.asFile(), {});
  if (!('kept' in receipt)) return 'reply' in receipt ? receipt.reply : receipt;
  try {
    return await write({}, receipt.kept);
  } finally {
    await definition.upload?.discard(receipt.kept);
  }
}

async function receive(
  { upload }: CompleteDefinition,
  { request, facts, place, level, standing, sight, has }: Granted,
  file: FilePart,
  fields: Readonly<Record<string, unknown>>,
) {
  if (upload === undefined || place === null)
    return { reply: fieldErrors({ [file.field]: ['no file is taken here'] }, 400) };
  const { params, query } = request;
  return await upload.receive(file, {
    request: request.raw,
    facts,
    place: place satisfies Place,
    level,
    standing,
    sight,
    has,
    params,
    query,
    fields,
  } as never);
}

async function checked(
  definition: CompleteDefinition,
  fields: Parameters<typeof readFields>[1],
  write: (parsed: unknown) => Promise<Outcome>,
): Promise<Outcome> {
  const parsed =
    definition.schemas.body === null ? null : readFields(definition.schemas.body, fields, 'body');
  if (parsed === null) return await write(undefined);
  return parsed.ok ? await write(parsed.value) : parsed.reply;
}
