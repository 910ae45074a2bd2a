// Run as a program by platform/pdf-reading.ts: reads the words of one PDF, and ends. A thread of its own reads; this one watches what it takes.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { workApart } from '#platform/apart.ts';
import type { PdfOrders, PdfRead, PdfUnread } from '#platform/pdf-reading.ts';
import type { PdfPiece } from '#platform/pdf-words.ts';

type Said = PdfPiece | { readonly told: 'fault'; readonly because: PdfUnread } | { readonly told: 'end' };

const lookEveryMs = 20;

if (isMainThread) await workApart((orders) => watch(orders as PdfOrders));
else await read(workerData as PdfOrders);

async function read({ bytes, most }: PdfOrders): Promise<void> {
  // Nothing asks for them; nothing that a file brings about may either.
  for (const way of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) Reflect.deleteProperty(globalThis, way);
  const say = (said: Said) => parentPort?.postMessage(said, []);
  const { piecesOfPdf } = await import('#platform/pdf-words.ts');
  try {
    for await (const piece of piecesOfPdf(bytes, most.pages)) say(piece);
    say({ told: 'end' });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    say({ told: 'fault', because: isLocked ? 'locked' : 'cannot-be-read' });
  }
}

/** Takes down what the reader says until it ends, takes too long or takes too much. */
async function watch({ bytes, most }: PdfOrders): Promise<PdfRead> {
  const own = new Uint8Array(bytes);
  const thread = new Worker(new URL(import.meta.url), {
    workerData: { bytes: own, most },
    transferList: [own.buffer],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: most.heapMegabytes, maxYoungGenerationSizeMb: 8 },
    // What a library says about a file may hold words of it.
    stdout: true,
    stderr: true,
  });
  const texts: string[] = [];
  let pages: number | null = null;
  let because: PdfUnread | null = null;
  let length = 0;
  await new Promise<void>((end) => {
    let isOver = false;
    const stop = (why: PdfUnread | null = null) => {
      // The thread ends after its last word, and that is no fault.
      if (!isOver) because ??= why;
      isOver = true;
      end();
    };
    setTimeout(() => stop('takes-too-long'), most.milliseconds).unref();
    setInterval(() => {
      if (process.memoryUsage.rss() > most.residentMegabytes * 1024 * 1024) stop('takes-too-long');
    }, lookEveryMs).unref();
    thread.on('error', (error) =>
      stop((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'takes-too-long' : 'cannot-be-read'),
    );
    thread.on('exit', () => stop('cannot-be-read'));
    thread.on('message', (said: Said) => {
      if (said.told === 'end') stop();
      else if (said.told === 'fault') stop(said.because);
      else if (said.told === 'pages') pages = said.count;
      else {
        if (said.holdsFiles) because = 'holds-files';
        const isStrange = said.told === 'about' ? said.isOtherForm : said.isBroken;
        if (isStrange) because ??= 'cannot-be-read';
        length += said.words.length + 1;
        if (length > most.words) stop();
        else texts.push(said.words);
      }
    });
  });
  // It may stand where it cannot be stopped: then it ends with this process, which whoever began it ends.
  thread.unref();
  void thread.terminate();
  return { words: texts.join('\f'), pages, unreadBecause: because };
}
