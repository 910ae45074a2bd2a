import { pino } from 'pino';

/** Structured lines on standard error, or in a file: events, ids and durations, never anybody's name, address or words. */
export function openLog(level: string, file?: string): pino.Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: file ?? 2, sync: true }),
  );
}

/** What kind of error it is and where it broke, for the log. Never its sentence: that may hold what somebody typed. */
export function whereItBroke(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const at = error.stack
    ?.split('\n')
    .find((line) => /^\s+at .*\/src\//.test(line))
    ?.trim();
  return { kind: error.name, code: codeIn(error), because: codeBehind(error), at };
}

function codeIn(error: Error): string | undefined {
  return 'code' in error ? String(error.code) : undefined;
}

// What a library says often hides what the system said, such as that a certificate does not hold: the last of its causes.
function codeBehind(error: Error): string | undefined {
  let found: string | undefined;
  for (let cause = error.cause, deep = 0; cause instanceof Error && deep < 5; cause = cause.cause, deep += 1)
    found = codeIn(cause) ?? found;
  return found;
}
