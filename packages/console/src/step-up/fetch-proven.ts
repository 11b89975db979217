import { askForProof, ProofDeclined } from './proof-request.ts';

/**
 * Sends a call of the API. Where the server first wants to know that the person still is who signed in (RFC 9470), they
 * are asked, and the very same call is sent again: what they had typed stays where it is.
 */
export async function fetchProven(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  for (;;) {
    const response = await fetch(input, init);
    if (!wantsProof(response)) return response;
    await response.body?.cancel();
    if (!(await askForProof())) throw new ProofDeclined();
  }
}

function wantsProof({ status, headers }: Response): boolean {
  const challenge = headers.get('www-authenticate') ?? '';
  return status === 401 && challenge.includes('error="insufficient_user_authentication"');
}
