import type { Link } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { timestamp } from '../installs/install-view.ts';
import type { LinkRow } from '../schema/tables.ts';

export function signInUrl({ origin }: Pick<House, 'origin'>): string {
  return `${origin}/`;
}

export function linkView(house: House, link: LinkRow): Link {
  return {
    id: link.id,
    state: link.state === 'active' ? 'active' : 'needs_sign_in',
    reason: link.reason,
    api_url: house.gatehouse.issuer.origin,
    account: { id: link.account_id, name: link.account_name, login: link.account_login },
    generation: link.generation,
    linked_at: timestamp(link.linked_at),
    sign_in_url: signInUrl(house),
  };
}
