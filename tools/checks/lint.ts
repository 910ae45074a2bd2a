import { runTool, unexplained } from './command.ts';
import { outcome, type Outcome } from './outcome.ts';

interface Report {
  readonly number_of_files: number;
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

/** Every file passes the linter, with the rules that need types. */
export async function lint(root: string): Promise<Outcome> {
  const args = ['--type-aware', '--deny-warnings', '--report-unused-disable-directives', '--format', 'json'];
  const ended = await runTool('oxlint/bin/oxlint', args, root);
  const report = parse(ended.stdout);
  if (report === undefined) return outcome(0, unexplained('oxlint', ended), 'files');
  const problems = report.diagnostics.map(({ filename, labels, message, code }) => {
    return `${filename}:${labels[0]?.span.line ?? 1} ${message} (${code ?? 'no rule'})`;
  });
  const crashed = ended.code !== 0 && problems.length === 0;
  return outcome(report.number_of_files, crashed ? unexplained('oxlint', ended) : problems, 'files');
}

// The linter may print a warning before its report, so the report is taken from its first brace.
function parse(stdout: string): Report | undefined {
  const start = stdout.indexOf('{');
  if (start < 0) return undefined;
  try {
    return JSON.parse(stdout.slice(start)) as Report;
  } catch {
    return undefined;
  }
}
