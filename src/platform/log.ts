import { pino } from 'pino';

/** Structured lines on standard error: events, ids and durations, never anybody's name, address or words. */
export function openLog(level: string): pino.Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
