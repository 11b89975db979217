import { AnswerTooLong } from './read-json.ts';

const text = new TextEncoder();
const blankLine = text.encode('\r\n\r\n');

/** What is set aside for a form on the word of its sender alone. */
const trusted = 8 * 2 ** 20;

/**
 * The parts of a form (RFC 7578) by their names, where they lie in the memory that it came into. formData() has all of it
 * several times at once, where garbage collectors look late.
 * @param most bytes that it may have, with what stands between its parts
 * @throws TypeError where it is no whole form, AnswerTooLong
 */
export async function readForm(
  response: Response,
  most: number,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const type = response.headers.get('content-type') ?? '';
  const [, quoted, plain] =
    /^multipart\/form-data;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new TypeError('the answer is no form');
  return partsOf(await bytesOf(response, most), text.encode(`\r\n--${boundary}`));
}

function partsOf(form: Uint8Array<ArrayBuffer>, delimiter: Uint8Array): Map<string, Uint8Array<ArrayBuffer>> {
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  // No line comes before the first.
  let at = delimiter.length - 2;
  if (!isAt(form, 0, delimiter.subarray(2))) throw new TypeError('the answer is no form');
  while (!isAt(form, at, text.encode('--'))) {
    const head = indexOf(form, blankLine, at);
    const from = head + blankLine.length;
    const end = head < 0 ? -1 : indexOf(form, delimiter, from);
    if (end < 0) throw new TypeError('the form breaks off');
    const [, name = ''] =
      /[;\s]name="([^"]*)"/i.exec(new TextDecoder().decode(form.subarray(at, head))) ?? [];
    parts.set(name, form.subarray(from, end));
    at = end + delimiter.length;
  }
  return parts;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !isAt(bytes, at, wanted)) at = bytes.indexOf(first, at + 1);
  return at;
}

const isAt = (bytes: Uint8Array, at: number, wanted: Uint8Array) =>
  wanted.every((byte, index) => bytes[at + index] === byte);

/** Each chunk is given back as soon as it is copied. */
async function bytesOf({ body, headers }: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  let room = new Uint8Array(Math.min(trusted, Number(headers.get('content-length') ?? 0) || 0));
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) return room.subarray(0, length);
    const needed = length + value.length;
    if (needed > most) {
      await reader?.cancel();
      throw new AnswerTooLong(most);
    }
    if (needed > room.length) room = new Uint8Array(room.buffer.transfer(Math.max(needed, 2 * room.length)));
    room.set(value, length);
    length = needed;
    if (value.length === value.buffer.byteLength) value.buffer.transfer(0);
  }
}
