import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changeTrail } from './checks/change-trail.ts';
import { databaseReach } from './checks/database-reach.ts';
import { deadCode } from './checks/dead-code.ts';
import { dependencyLaw } from './checks/dependency-law.ts';
import { docLinks } from './checks/doc-links.ts';
import { fixedPatterns } from './checks/fixed-patterns.ts';
import { format } from './checks/format.ts';
import { glossary } from './checks/glossary.ts';
import { invariants } from './checks/invariants.ts';
import { lint } from './checks/lint.ts';
import type { Check } from './checks/outcome.ts';
import { pinnedPackages } from './checks/pinned-packages.ts';
import { preparedStatements } from './checks/prepared-statements.ts';
import { rowSecurity } from './checks/row-security.ts';
import { sealedColumns } from './checks/sealed-columns.ts';
import { securityTable } from './checks/security-table.ts';
import { settings } from './checks/settings.ts';
import { sliceShape } from './checks/slice-shape.ts';
import { tableOwners } from './checks/table-owners.ts';
import { runAll, type Verdict } from './checks/timetable.ts';
import { trustedMarkup } from './checks/trusted-markup.ts';
import { typecheck } from './checks/typecheck.ts';
import { unfinishedWords } from './checks/unfinished-words.ts';

// The slowest first, so that they do not hold up the end.
const checks: Readonly<Record<string, Check>> = {
  types: typecheck,
  'dead-code': deadCode,
  lint,
  // Loaded only when it runs, since it alone needs a database.
  'schema-in-step': async (root) => (await import('./checks/schema-in-step.ts')).schemaInStep(root),
  'dependency-law': dependencyLaw,
  format,
  'slice-shape': sliceShape,
  'table-owners': tableOwners,
  'row-security': rowSecurity,
  'change-trail': changeTrail,
  'sealed-columns': sealedColumns,
  invariants,
  glossary,
  'doc-links': docLinks,
  settings,
  'security-table': securityTable,
  'prepared-statements': preparedStatements,
  'trusted-markup': trustedMarkup,
  'fixed-patterns': fixedPatterns,
  'database-reach': databaseReach,
  'pinned-packages': pinnedPackages,
  'unfinished-words': unfinishedWords,
};

function tell({ name, problems, looked, seconds, says }: Verdict): void {
  const verdict = problems.length === 0 ? 'holds' : `FAILS (${problems.length})`;
  console.log(
    `${name.padEnd(18)} ${verdict.padEnd(12)} ${String(looked).padStart(5)} looked at ${seconds.toFixed(1).padStart(6)} s`,
  );
  if (says !== undefined) console.log(`    ${says}`);
  for (const problem of problems) console.log(`    ${problem}`);
}

function chosen(only: readonly string[]): Readonly<Record<string, Check>> | undefined {
  if (only.length === 0) return checks;
  if (only.some((name) => !(name in checks))) return undefined;
  return Object.fromEntries(Object.entries(checks).filter(([name]) => only.includes(name)));
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const running = chosen(values.only);
if (running === undefined) {
  console.error(`The checks are: ${Object.keys(checks).join(', ')}`);
  process.exit(2);
}
const start = performance.now();
const verdicts = await runAll(running, fileURLToPath(new URL('..', import.meta.url)), tell);
const failed = verdicts.filter(({ problems }) => problems.length > 0);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${verdicts.length} checks in ${seconds} s: ${failed.length === 0 ? 'all hold' : `${failed.length} fail`}`);
process.exitCode = failed.length === 0 ? 0 : 1;
