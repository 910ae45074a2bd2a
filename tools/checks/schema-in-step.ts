import { migratedSchema } from '../migrated-schema.ts';
import { outcome, type Outcome } from './outcome.ts';
import { textOf } from './tree.ts';

/** `migrations/schema.sql`, which people read, says what the migrations make. */
export async function schemaInStep(root: string): Promise<Outcome> {
  const made = (await migratedSchema()).split('\n');
  const kept = (textOf(root, 'migrations/schema.sql') ?? '').split('\n');
  const at = made.findIndex((line, number) => line !== kept[number]);
  const tables = made.filter((line) => line.startsWith('create table ')).length;
  if (at < 0 && made.length === kept.length) return outcome(tables, [], 'tables');
  const line = at < 0 ? made.length : at;
  const problem = `migrations/schema.sql:${line + 1} says "${kept[line] ?? ''}", the migrations make "${made[line] ?? ''}": run node tools/schema.ts`;
  return outcome(tables, [problem], 'tables');
}
