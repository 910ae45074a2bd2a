import { allow, type Decision } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import * as store from './store.ts';
import { eraseOne, type CannotErase } from './rules.ts';

/** Erases one person for good, as an operator asks: nothing under their keys opens any more. (ERA-1) */
export async function erasePerson(
  db: Db,
  wanted: { readonly reference: string; readonly name: string; readonly because: string },
): Promise<Decision<store.Erased, CannotErase>> {
  const decision = eraseOne(await store.findToErase(db, wanted.reference, wanted.name), wanted.because);
  return decision.ok ? allow(await store.erase(db, decision.value, wanted.because)) : decision;
}
