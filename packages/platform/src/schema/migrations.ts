import type { Migration } from '@gatehouse/database';
import { foundation } from './migrations/0001-foundation.ts';

/** In the order in which they are applied; new ones go last. */
export const migrations: readonly Migration[] = [foundation];
