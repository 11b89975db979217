import type { SignInRules, SignInRulesUpdate } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

/** How the people of a company have to sign in. */
export class SignInRulesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  show(companyId: number): Promise<SignInRules> {
    return this.#transport.json({ path: pathOf(companyId) });
  }

  update(companyId: number, change: SignInRulesUpdate): Promise<SignInRules> {
    return this.#transport.json({ path: pathOf(companyId), method: 'PATCH', body: change });
  }
}

function pathOf(companyId: number): string {
  return `/manage/v1/companies/${companyId}/sign_in_rules`;
}
