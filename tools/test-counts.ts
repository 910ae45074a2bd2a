/** The runner's own counts. */
export interface Counts {
  readonly tests: number;
  readonly suites: number;
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly todo: number;
}

export const none: Counts = { tests: 0, suites: 0, passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 };

/** The counts in the words that node's runner ends with. */
export function closingLines(counts: Counts, milliseconds: number): string {
  const { tests, suites, passed, failed, cancelled, skipped, todo } = counts;
  const lines = { tests, suites, pass: passed, fail: failed, cancelled, skipped, todo, duration_ms: milliseconds };
  return Object.entries(lines)
    .map(([name, value]) => `# ${name} ${value}`)
    .join('\n');
}

/** Why the counts are not a success, in words; nothing passes by being left out. */
export function complaints(counts: Counts): string[] {
  return [
    counts.tests === 0 ? 'no test ran' : '',
    counts.failed > 0 ? `${counts.failed} failed` : '',
    counts.cancelled > 0 ? `${counts.cancelled} cancelled` : '',
    counts.skipped > 0 ? `${counts.skipped} skipped: a test is written or removed, never skipped` : '',
    counts.todo > 0 ? `${counts.todo} left to do: a test is written or removed` : '',
  ].filter((line) => line !== '');
}
