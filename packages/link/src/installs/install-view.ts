import type { Install } from '@gatehouse/wire';
import type { LiveInstall } from './install-store.ts';

export function installView(install: LiveInstall): Install {
  const { id, name, platform, personName, personEmail, createdAt } = install;
  return {
    id,
    name,
    platform,
    person: { name: personName, email: personEmail },
    created_at: timestamp(createdAt),
  };
}

export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
