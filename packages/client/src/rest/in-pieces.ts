/** What is handed on at a time. */
const piece = 64 * 1024;

/** A blob of millions of parts would be more than its bytes. */
const mostPieces = 1024;

/**
 * The same bytes, streamed piece by piece. Node's fetch gives up a request of which nothing could be handed on for five
 * minutes, and streams a blob that lies in memory as one piece: over a narrow line that takes longer than any patience.
 */
export function inPieces(content: Blob): Blob {
  if (content.size <= piece) return content;
  const pieces: Blob[] = [];
  const step = Math.max(piece, Math.ceil(content.size / mostPieces));
  for (let from = 0; from < content.size; from += step) pieces.push(content.slice(from, from + step));
  const { type } = content;
  return content instanceof File
    ? new File(pieces, content.name, { type, lastModified: content.lastModified })
    : new Blob(pieces, { type });
}

/** The same of bytes that are sent out of the memory they are in. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += piece) yield bytes.subarray(from, from + piece);
}
