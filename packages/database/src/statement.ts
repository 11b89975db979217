import {
  type CompiledQuery,
  type DeleteResult,
  type DialectAdapter,
  type Expression,
  type InsertResult,
  type QueryExecutorProvider,
  sql,
  type UpdateResult,
} from 'kysely';

/** The values of a statement as its builder sees them: places that each call fills. */
export type Given<Values> = { readonly [Name in keyof Values]: Expression<Values[Name]> };

/** A Kysely builder before `execute`, or a `sql` text. */
interface Built<Row> {
  compile(provider: QueryExecutorProvider): CompiledQuery<Row>;
}

/** What a change without `returning` tells is no row. */
type Yielded<Row> = Row extends InsertResult | UpdateResult | DeleteResult ? never : Row;

/**
 * A query of a hot path, built and compiled once for each open database instead of at every call, where that would
 * cost far more than to run it. PostgreSQL keeps its plan as well, under a name: so name the columns one by one, for
 * a `select *` would break on a connection that is open while a migration adds one.
 *
 * The builder must not look at anything but its arguments. Where the text depends on a choice, make one statement
 * for each.
 */
export function statement<Handle extends QueryExecutorProvider, Values extends object, Row>(
  build: (tx: Handle, given: Given<Values>) => Built<Row>,
): (tx: Handle, values: Values) => Promise<Yielded<Row>[]> {
  // Each open database has an adapter of its own, which all its units share.
  const compiled = new WeakMap<DialectAdapter, NamedQuery<Row>>();
  return async (tx, values) => {
    const executor = tx.getExecutor();
    const known = compiled.get(executor.adapter);
    const query = known ?? named(build(tx, places<Values>()).compile(tx));
    if (known === undefined) compiled.set(executor.adapter, query);
    const { rows } = await executor.executeQuery<Yielded<Row>>(filled(query, values));
    return rows;
  };
}

/** A compiled query that keeps its text, and may be prepared by this name. */
export interface NamedQuery<Row = unknown> extends CompiledQuery<Row> {
  readonly name: string;
}

let namesGiven = 0;

function named<Row>(query: CompiledQuery<Row>): NamedQuery<Row> {
  namesGiven += 1;
  return { ...query, name: `gatehouse_${namesGiven}` };
}

/** Stands among the parameters of a compiled query for the value of this name. */
class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

function places<Values>(): Given<Values> {
  return new Proxy(
    {},
    {
      get: (_, name) => sql`${new Place(String(name))}`,
      // The names are known to the type alone: a copy would be empty.
      ownKeys: () => {
        throw new TypeError('take the values of a statement one by one');
      },
    },
  ) as Given<Values>;
}

function filled<Row>(query: NamedQuery<unknown>, values: object): NamedQuery<Row> {
  const parameters = query.parameters.map((parameter) =>
    parameter instanceof Place ? Reflect.get(values, parameter.name) : parameter,
  );
  return { ...query, parameters } as NamedQuery<Row>;
}
