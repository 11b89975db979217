import type { FilePart } from './rest-call.ts';
import { UnreadBody } from './unread-body.ts';

export const bareType = 'application/octet-stream';

/** A body that is the bytes of one file and nothing else, not yet read. */
export class BareBody extends UnreadBody {
  asFile(): FilePart {
    return { field: '', filename: undefined, contentType: bareType, stream: this.payload };
  }
}
