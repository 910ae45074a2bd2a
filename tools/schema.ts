import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { schemaInStep } from './checks/schema-in-step.ts';
import { migratedSchema } from './migrated-schema.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

if (values.check) {
  const { problems } = await schemaInStep(root);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} else {
  writeFileSync(`${root}/migrations/schema.sql`, await migratedSchema());
  console.log('migrations/schema.sql is written');
}
