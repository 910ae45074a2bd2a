import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { ChildService } from '../../test/support/child-service.ts';
import { aSheet } from '../../test/support/lists.ts';
import type { Generated } from './generate.ts';

/** What taking in one list came to. */
export interface ListFigures {
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  /** Seconds until it was checked, and from pressing the button until it was taken in. */
  readonly checked: number;
  readonly takenIn: number;
  readonly left: number;
  /** Seconds of processor that the service and its database took in all: says the same on a busy machine. */
  readonly processor: number;
  /** What the process that serves and works held before, and the most that it held at once meanwhile, in megabytes. */
  readonly base: number;
  readonly peak: number;
  /** The longest that a page of somebody else waited meanwhile, in milliseconds. */
  readonly longestWait: number;
}

const rowsOfAList = 50_000;
const headings = ['Name', 'DOB', 'Mobile', 'Email', 'Address', 'Crime number', 'Offence', 'Safe ways', 'What happened'];

/** Sends lists of 50,000 rows through the doors of a running service, as somebody would, and waits for its own worker. */
export async function listFigures(
  service: ChildService,
  client: pg.Client,
  { serviceId, coordinator }: Generated,
): Promise<readonly ListFigures[]> {
  const agency = randomUUID();
  await client.query("set session_replication_role = 'replica'");
  await client.query(
    `insert into app.agencies (service_id, id, name, kind) values ($1, $2, 'Police of the bench', 'police')`,
    [serviceId, agency],
  );
  await client.query("set session_replication_role = 'origin'");
  const caller = callerOf(service, coordinator.cookie);
  const figures: ListFigures[] = [];
  for (const [name, bytes] of [
    ['text.csv', Buffer.from(asText())],
    ['book.xlsx', asWorkbook()],
  ] as const)
    figures.push(await takeIn(service, caller, { name, bytes, agency }));
  return figures;
}

// One row in twenty-five has no name, one in fifty stands there twice. Each list has people of its own.
function* rows(of: string): Generator<readonly string[]> {
  for (let at = 0; at < rowsOfAList; at += 1) {
    const who = at % 50 === 49 ? at - 1 : at;
    const born = `19${String(50 + (who % 50))}-0${String(1 + (who % 9))}-1${String(who % 10)}`;
    const name = at % 25 === 7 ? '' : `Moira${who} ${of} Kettering`;
    const phone = `07700 ${String(100_000 + who)}`;
    yield [
      name,
      born,
      phone,
      `moira${who}.${of}@example.org`,
      `${who} Orchard Row, Wellingborough`,
      `26${of}${who}`,
    ].concat(['Burglary', 'phone; post', 'Somebody broke into the shed and took what stood in it.']);
  }
}

function asText(): string {
  return [headings, ...rows('t')].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n');
}

function asWorkbook(): Buffer {
  const texts = new Map<string, number>();
  const cellOf = (text: string, at: number, row: number) => {
    if (text === '') return '';
    const place = texts.get(text) ?? texts.size;
    texts.set(text, place);
    return `<c r="${String.fromCodePoint(65 + at)}${row}" t="s"><v>${place}</v></c>`;
  };
  const sheet = [headings, ...rows('b')]
    .map((cells, at) => `<row r="${at + 1}">${cells.map((cell, place) => cellOf(cell, place, at + 1)).join('')}</row>`)
    .join('');
  return aSheet(sheet, { shared: [...texts.keys()].map((text) => `<si><t>${text}</t></si>`).join('') });
}

type Call = (
  path: string,
  form?: FormData | URLSearchParams,
) => Promise<{ readonly at: string; readonly body: string }>;

function callerOf(service: ChildService, cookie: string): Call {
  return async (path, form) => {
    const method = form ? { method: 'POST', body: form } : {};
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`${service.address}${path}`, { ...method, headers, redirect: 'manual' });
    return { at: answer.headers.get('location') ?? '', body: await answer.text() };
  };
}

async function takeIn(
  service: ChildService,
  call: Call,
  { name, bytes, agency }: { readonly name: string; readonly bytes: Buffer; readonly agency: string },
): Promise<ListFigures> {
  const base = forgetPeak(service);
  const form = new FormData();
  for (const [field, value] of Object.entries({ agency, part: 'harmed' })) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const { at, body } = await call('/lists/new', form);
  if (!at.startsWith('/lists/')) throw new Error(`The list was not taken: ${body.slice(0, 2000)}`);
  const waits = new AbortController();
  const longest = longestWait(call, waits.signal);
  const columns = Object.entries({ 'full-name': 0, 'date-of-birth': 1, phone: 2, email: 3, address: 4, reference: 5 });
  const more = Object.entries({ kind: 6, 'safe-ways': 7, 'what-happened': 8 });
  const chosen = [...columns, ...more].map(([field, place]) => [`column-${field}`, String(place)] as [string, string]);
  const before = processorSeconds(service);
  const checked = await until(call, at, /Take in [0-9,]+ people/, `${at}/columns`, new URLSearchParams(chosen));
  const takenIn = await until(call, at, /It was taken in/, `${at}/take-in`, new URLSearchParams());
  waits.abort();
  const processor = processorSeconds(service) - before;
  const [, left = '0'] = /Rows left out[\s\S]*?value">\s*([0-9,]+)/.exec((await call(at)).body) ?? [];
  return {
    ...{
      name,
      bytes: bytes.length,
      rows: rowsOfAList,
      checked,
      takenIn,
      left: Number(left.replaceAll(',', '')),
      processor,
    },
    ...{ base, peak: megabytesOf(service, 'VmHWM') },
    longestWait: await longest,
  };
}

async function until(call: Call, at: string, sign: RegExp, press: string, form: URLSearchParams): Promise<number> {
  const start = performance.now();
  const pressed = await call(press, form);
  if (pressed.at === '') throw new Error(`Refused: ${pressed.body.slice(0, 3000)}`);
  for (;;) {
    const { body } = await call(at);
    if (sign.test(body)) return (performance.now() - start) / 1000;
    if (/Could not be read/.test(body)) throw new Error('The list could not be read');
    if (performance.now() - start > 600_000) throw new Error('The worker did not come to an end');
    await pause(200);
  }
}

async function longestWait(call: Call, signal: AbortSignal): Promise<number> {
  let longest = 0;
  while (!signal.aborted) {
    const start = performance.now();
    await call('/health/live');
    longest = Math.max(longest, performance.now() - start);
    await pause(50);
  }
  return longest;
}

/** What the process that serves and works holds (VmRSS), or the most that it held (VmHWM); the others of node start it and wait. */
function megabytesOf(service: ChildService, which: 'VmRSS' | 'VmHWM'): number {
  const found = nodesOf(service).map((id) => {
    const [, kilobytes = '0'] = new RegExp(`${which}:\\s+(\\d+) kB`).exec(statusOf(id)) ?? [];
    return Number(kilobytes) / 1024;
  });
  return Math.max(...found);
}

/** Begins to count the most anew, so that each list is told by itself; gives what is held now. */
function forgetPeak(service: ChildService): number {
  for (const id of nodesOf(service)) writeFileSync(`/proc/${id}/clear_refs`, '5');
  return megabytesOf(service, 'VmRSS');
}

function nodesOf(service: ChildService): readonly number[] {
  return service.processes().filter((id) => /^Name:\s+(node|MainThread)/.test(statusOf(id)));
}

function statusOf(id: number): string {
  return existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, 'utf8') : '';
}

/** What the processes of a service used of the processor since they began, in seconds; its database is among them. */
function processorSeconds(service: ChildService): number {
  const ticks = service.processes().map((id) => {
    const text = existsSync(`/proc/${id}/stat`) ? readFileSync(`/proc/${id}/stat`, 'utf8') : '';
    // After the name, which stands in brackets: the state, then 10 figures, then what it used itself and for the system.
    const figures = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return Number(figures[11] ?? 0) + Number(figures[12] ?? 0);
  });
  return ticks.reduce((sum, each) => sum + each, 0) / 100;
}

/** Prints what taking in lists came to. */
export function tellLists(figures: readonly ListFigures[]): void {
  console.log(
    `\nLists of ${rowsOfAList.toLocaleString('en-GB')} rows, through the doors and the worker of one process:\n`,
  );
  console.log(
    'file        size      checked   taken in   of processor   rows/s in all   left out   memory before, at most   longest wait of another',
  );
  for (const {
    name,
    bytes,
    rows: count,
    checked,
    takenIn,
    processor,
    left,
    base,
    peak,
    longestWait: wait,
  } of figures) {
    const [megabytes, all] = [bytes / 1_048_576, checked + takenIn];
    console.log(
      `${name.padEnd(10)}  ${megabytes.toFixed(1).padStart(4)} MB  ${checked.toFixed(1).padStart(6)} s  ${takenIn.toFixed(1).padStart(7)} s  ${processor.toFixed(1).padStart(10)} s  ${String(Math.round(count / all)).padStart(13)}  ${String(left).padStart(9)}  ${base.toFixed(0).padStart(10)} MB, ${peak.toFixed(0).padStart(4)} MB  ${wait.toFixed(0).padStart(20)} ms`,
    );
  }
}
