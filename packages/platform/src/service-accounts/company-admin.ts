import type { Right } from '../route.ts';

/** Who decides about service accounts: Admin of the company's Admin tool (wire reference D.5). */
export const companyAdmin = {
  kind: 'tool',
  tool: 'admin',
  at: 'company',
  level: 'Admin',
} as const satisfies Right;
