import type { ReporterOptions } from 'knip';

/** What the dead-code finder hands over: every unused thing, and how many files it read to know. */
export interface DeadCode {
  readonly looked: number;
  readonly unused: readonly string[];
}

const said: Readonly<Record<string, string>> = {
  files: 'is a file that nothing uses',
  exports: 'is exported but nothing uses it',
  nsExports: 'is exported but nothing uses it',
  types: 'is an exported type that nothing uses',
  nsTypes: 'is an exported type that nothing uses',
  dependencies: 'is a package that nothing uses',
  devDependencies: 'is a package that nothing uses',
  unlisted: 'is a package that package.json does not name',
  unresolved: 'is imported but is not there',
  duplicates: 'is exported twice',
};

/** Prints what was found as one line of JSON, for `dead-code.ts` to read. */
// oxlint-disable-next-line import/no-default-export -- knip loads its reporters by their default export
export default function report({ report: wanted, issues, counters }: ReporterOptions): void {
  const unused: string[] = [];
  for (const [kind, records] of Object.entries(issues)) {
    if (!(wanted as Record<string, boolean>)[kind]) continue;
    for (const issue of Object.values(records).flatMap((record) => Object.values(record)))
      unused.push(`${issue.filePath}: ${issue.symbol} ${said[kind] ?? `(${kind})`}`);
  }
  console.log(JSON.stringify({ looked: counters.processed, unused } satisfies DeadCode));
}
