/** The server says more than any of its answers is long: it was not listened to until memory is full. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';

  constructor(most: number) {
    super(`more than ${most} bytes, which are not read`);
  }
}

/** The JSON of an answer of at most so many bytes, counted as they are once unpacked. */
export async function readJson({ body }: Response, most: number): Promise<unknown> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) return JSON.parse(text + decoder.decode());
    length += value.length;
    if (length > most) {
      await reader?.cancel();
      throw new AnswerTooLong(most);
    }
    text += decoder.decode(value, { stream: true });
  }
}
