import type { GeneratedAlways, JsonText, Migration } from '../src/index.ts';

export interface Tables {
  readonly accounts: {
    readonly id: GeneratedAlways<number>;
    readonly name: string;
    readonly balance: number;
    readonly revoked_at: number | null;
  };
  readonly claims: { readonly id: string; readonly holder: number | null };
  readonly pairs: { readonly id: string; readonly half: string };
  readonly entries: { readonly id: string; readonly account_id: number };
  readonly values: {
    readonly id: GeneratedAlways<number>;
    readonly whole: number | null;
    readonly words: string | null;
    readonly doc: JsonText<unknown> | null;
    readonly raw: Uint8Array | null;
  };
}

export const migrations: readonly Migration[] = [
  {
    name: '0001-accounts',
    up: async ({ createTable, column, schema }) => {
      await createTable('accounts')
        .addColumn('id', ...column.identity())
        .addColumn('name', ...column.text((it) => it.unique()))
        .addColumn('balance', ...column.integer())
        .addColumn('revoked_at', ...column.optional.time())
        .execute();
      await createTable('claims')
        .addColumn('id', ...column.textId())
        .addColumn('holder', ...column.optional.integer())
        .execute();
      await createTable('pairs')
        .addColumn('id', ...column.text())
        .addColumn('half', ...column.text())
        .execute();
      await schema.createIndex('pairs_by_id').on('pairs').column('id').execute();
    },
  },
  {
    name: '0002-values',
    up: async ({ createTable, column }) => {
      await createTable('entries')
        .addColumn('id', ...column.textId())
        .addColumn('account_id', ...column.integer((it) => it.references('accounts.id')))
        .execute();
      await createTable('values')
        .addColumn('id', ...column.identity())
        .addColumn('whole', ...column.optional.integer())
        .addColumn('words', ...column.optional.text())
        .addColumn('doc', ...column.optional.json())
        .addColumn('raw', ...column.optional.bytes())
        .execute();
    },
  },
];
