import type { Query } from '#platform/sql.ts';

/** The doorkeeper's login: no table, only the named functions of its schema. */
export interface Keeper {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}
