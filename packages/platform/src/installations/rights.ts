import type { Right } from '../route.ts';

/** Who installs: Admin of the company's Directory, which whoever is Admin of its Admin tool is as well. */
export const installer = {
  kind: 'tool',
  tool: 'directory',
  at: 'company',
  level: 'Admin',
} as const satisfies Right;

/** Who decides about permitted projects and the policy. */
export const companyAdmin = {
  kind: 'tool',
  tool: 'admin',
  at: 'company',
  level: 'Admin',
} as const satisfies Right;
