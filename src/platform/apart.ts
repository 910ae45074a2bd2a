import { fork } from 'node:child_process';
import { once } from 'node:events';
import { codeOf } from './problem.ts';

/** How a piece of work apart ended: well, or where it broke. The sentence of an error stays where it was said: it may hold what somebody typed. */
type Ended =
  | { readonly fault: undefined; readonly answer: unknown }
  | { readonly fault: { readonly name: string; readonly code: string; readonly stack: string } };

/** What a process apart may take, and what it is begun with. */
interface Room {
  readonly mostMegabytes: number;
  /** After that it is ended, wherever it stands. */
  readonly mostMilliseconds?: number;
  /** What it may not do, as Node is told. */
  readonly flags?: readonly string[];
  /** Where it is not to have ours. */
  readonly environment?: Readonly<Record<string, string>>;
}

// How long a process may take to leave after it answered.
const leavesWithinMs = 2000;

/**
 * Does a piece of work in a process of its own, which gives all that it held back when it ends. Its orders go through a
 * channel that nobody else reads, so a password may be among them; what it answers comes back on the same. Rejects when the work
 * broke, or the process ended by itself.
 */
export async function doApart(
  program: string,
  orders: object,
  { mostMegabytes, mostMilliseconds, flags = [], environment }: Room,
): Promise<unknown> {
  const child = fork(program, [], {
    ...(environment && { env: environment }),
    // Young objects are looked through often and in little room: the work is long, and its memory is what counts.
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${mostMegabytes}`,
      '--max-semi-space-size=4',
      ...flags,
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let ended: Ended | undefined;
  const endIn = (milliseconds: number) => setTimeout(() => child.kill('SIGKILL'), milliseconds).unref();
  if (mostMilliseconds !== undefined) endIn(mostMilliseconds);
  child.on('message', (said) => {
    ended = said as Ended;
    if (mostMilliseconds !== undefined) endIn(leavesWithinMs);
  });
  // A process that is gone already takes no orders; that it ended is told below.
  child.send(orders, () => undefined);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (!ended) throw new Error(`A process apart ended before its work was done (${signal ?? code})`);
  if (ended.fault) throw Object.assign(new Error('Work apart broke'), ended.fault);
  return ended.answer;
}

/** The other half: a program that was begun like that does its work and ends, also when nobody waits for it any more. */
export async function workApart(work: (orders: unknown) => Promise<unknown>): Promise<void> {
  // Ctrl-C reaches every process of a terminal. Whoever began this one decides when it ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const leave = () => process.exit(1);
  process.once('disconnect', leave);
  const [orders] = (await once(process, 'message')) as [unknown];
  const ended = await work(orders).then((answer): Ended => ({ fault: undefined, answer }), faultOf);
  process.off('disconnect', leave);
  process.send?.(ended, () => process.disconnect());
}

function faultOf(error: unknown): Ended {
  const { name, stack = '' } = error instanceof Error ? error : new Error(typeof error);
  return {
    fault: {
      name,
      code: codeOf(error),
      stack: stack
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n'),
    },
  };
}
