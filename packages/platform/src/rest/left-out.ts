import { fieldErrors } from './rest-call.ts';
import type { Upload } from './rest-route.ts';

/** Larger than any picture that somebody sends along. */
const most = 20 * 2 ** 20;

/**
 * For a file that clients send along and that is kept nowhere here, as a portrait of a user: it is read to its end, so
 * that all else the call says counts, and left out as a field in JSON is that nobody here knows.
 */
export function leavesOut(field: string): Upload<unknown, unknown, null> {
  return {
    async receive(file) {
      if (file.field !== field)
        return { reply: fieldErrors({ [file.field]: ['no file is taken here'] }, 400) };
      let size = 0;
      for await (const chunk of file.stream) {
        size += chunk.length;
        if (size > most)
          return {
            reply: {
              status: 413,
              body: { errors: { [field]: [`is too large (maximum is ${most} bytes)`] } },
            },
          };
      }
      return { kept: null };
    },
    async discard() {},
  };
}
