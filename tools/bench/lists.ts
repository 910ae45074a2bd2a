import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { ChildService } from '../../test/support/child-service.ts';
import { aSheet } from '../../test/support/lists.ts';
import { aimLines, aimsOfList } from './aims.ts';
import type { Generated } from './generate.ts';

/** What taking in one list came to. */
export interface ListFigures {
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  /** Seconds from sending it until it was checked, and from pressing the button until it was taken in. */
  readonly checked: number;
  readonly takenIn: number;
  readonly left: number;
  /** Seconds of processor that the service and its database took in all: says the same on a busy machine. */
  readonly processor: number;
  /** The most that the process held at once that reads the list, in megabytes: all that it has in memory, its program too. */
  readonly reader: number;
  /** What the process that serves and works held before, and the most that it held at once meanwhile: it takes the file in. */
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
  const before = processorSeconds(service);
  const start = performance.now();
  const { at, body } = await call('/lists/new', form);
  const sent = (performance.now() - start) / 1000;
  if (!at.startsWith('/lists/')) throw new Error(`The list was not taken: ${body.slice(0, 2000)}`);
  const waits = new AbortController();
  const reader = mostOfReaders(service, waits.signal);
  const longest = longestWait(call, waits.signal);
  const columns = Object.entries({ 'full-name': 0, 'date-of-birth': 1, phone: 2, email: 3, address: 4, reference: 5 });
  const more = Object.entries({ kind: 6, 'safe-ways': 7, 'what-happened': 8 });
  const chosen = [...columns, ...more].map(([field, place]) => [`column-${field}`, String(place)] as [string, string]);
  const checked =
    sent + (await until(call, at, /Take in [0-9,]+ people/, `${at}/columns`, new URLSearchParams(chosen)));
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
    ...{ base, peak: megabytesOf(service, 'VmHWM'), reader: await reader },
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

/** What the process that serves and works holds (VmRSS), or the most that it held (VmHWM); the other of node starts it and waits. */
function megabytesOf(service: ChildService, which: 'VmRSS' | 'VmHWM'): number {
  return Math.max(
    ...nodesOf(service)
      .filter((id) => !isReader(id))
      .map((id) => megabytes(id, which)),
  );
}

function megabytes(id: number, which: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes = '0'] = new RegExp(`${which}:\\s+(\\d+) kB`).exec(statusOf(id)) ?? [];
  return Number(kilobytes) / 1024;
}

/** The most that a process which reads a list held: the system itself keeps the most of each, and a look in time is enough. */
async function mostOfReaders(service: ChildService, signal: AbortSignal): Promise<number> {
  let most = 0;
  while (!signal.aborted) {
    for (const id of nodesOf(service)) if (isReader(id)) most = Math.max(most, megabytes(id, 'VmHWM'));
    await pause(200);
  }
  return most;
}

function isReader(id: number): boolean {
  return textOf(`/proc/${id}/cmdline`).includes('list-reader');
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
  return textOf(`/proc/${id}/status`);
}

// A process may end at any moment.
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What the processes of a service used of the processor since they began, in seconds; its database is among them. */
function processorSeconds(service: ChildService): number {
  const ticks = service.processes().map((id) => {
    const text = textOf(`/proc/${id}/stat`);
    // After the name, which stands in brackets: the state, then 10 figures, then what it used itself and for the system, and then
    // what those used that it started and that ended.
    const figures = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(figures[at] ?? 0), 0);
  });
  return ticks.reduce((sum, each) => sum + each, 0) / 100;
}

const columnsTold: readonly (readonly [string, (figures: ListFigures) => string])[] = [
  ['file     ', ({ name }) => name.padEnd(9)],
  ['size', ({ bytes }) => `${(bytes / 1_048_576).toFixed(1)} MB`],
  ['sent and checked', ({ checked }) => `${checked.toFixed(1)} s`],
  ['taken in', ({ takenIn }) => `${takenIn.toFixed(1)} s`],
  ['in all', ({ checked, takenIn }) => `${(checked + takenIn).toFixed(1)} s`],
  ['of processor', ({ processor }) => `${processor.toFixed(1)} s`],
  ['left out', ({ left }) => String(left)],
  ['memory of the reader', ({ reader }) => `${reader.toFixed(0)} MB`],
  ['of the server, before and at most', ({ base, peak }) => `${base.toFixed(0)} MB, ${peak.toFixed(0)} MB`],
  ['longest wait of another', ({ longestWait }) => `${longestWait.toFixed(0)} ms`],
];

/** Prints what taking in lists came to. */
export function tellLists(figures: readonly ListFigures[]): void {
  console.log(`
Lists of ${rowsOfAList.toLocaleString('en-GB')} rows, sent through the doors and read by the worker. Counted are the seconds from the file's leaving the browser until
the page says that it is checked, and from pressing the button until it says that everybody is taken in; nobody's thinking between
them. A list is read in a process of its own: the most that it held at once, its program and all. The process that serves the
pages stands beside it, for it takes the file in and keeps none of the list.
`);
  const widths = columnsTold.map(([heading, tell]) =>
    Math.max(heading.length, ...figures.map((each) => tell(each).length)),
  );
  const line = (cells: readonly string[]) => cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('   ');
  console.log(line(columnsTold.map(([heading]) => heading)));
  for (const each of figures) console.log(line(columnsTold.map(([, tell]) => tell(each))));
  for (const aim of aimLines(figures.flatMap(aimsOfList))) console.log(aim);
}
