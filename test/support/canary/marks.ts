import { createHash } from 'node:crypto';

/** Whose a marked value is: one side's, or what staff alone hold about the case. */
export type Side = 'harmed' | 'responsible' | 'case';

/** A value that is found again wherever it turns up. */
export interface Mark {
  /** The case it belongs to, as the test calls it. */
  readonly in: string;
  readonly side: Side;
  /** What it was written as, such as `account`. */
  readonly as: string;
}

const beginning = 'zvq';
const letters = 'bcdfghjklmnprstw';

/**
 * Makes values that stand nowhere else, and finds them in any text: as typed, in other case, escaped as in HTML or an address,
 * as quoted-printable or base64, spaced out.
 */
export class Marks {
  readonly #byToken = new Map<string, Mark>();
  readonly #tokenOf = new Map<string, string>();

  /** One word for what a side said; the same word each time. Words are far apart, so that none is another's slip. */
  word(mark: Mark): string {
    const name = nameOf(mark);
    const known = this.#tokenOf.get(name);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(name).digest();
    const token = `${beginning}${Array.from({ length: 8 }, (_, at) => letters[(hash[at] ?? 0) % 16]).join('')}`;
    return this.#keep(token, name, mark);
  }

  /** A number of those that are kept for drama. */
  phone(mark: Mark, line: number): string {
    const number = `07700900${String(line).padStart(3, '0')}`;
    this.#keep(number, nameOf(mark), mark);
    return number;
  }

  #keep(token: string, name: string, mark: Mark): string {
    const other = this.#byToken.get(token);
    if (other && nameOf(other) !== name) throw new Error(`Two marks are alike: ${name} and ${nameOf(other)}`);
    this.#byToken.set(token, mark);
    this.#tokenOf.set(name, token);
    return token;
  }

  /** Every mark that was made, by name. */
  names(): readonly string[] {
    return [...this.#tokenOf.keys()];
  }

  /** The names of all marks that stand in a text as they are. */
  inClear(text: string): ReadonlySet<string> {
    return this.#among([text.toLowerCase()]);
  }

  /** The names of all marks in a text, whatever form they take there. */
  in(text: string): ReadonlySet<string> {
    return this.#among(formsOf(text));
  }

  #among(forms: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    for (const form of forms) {
      for (const [token] of form.matchAll(/zvq[b-w]{8}|7700900\d{3}/g)) {
        const mark = this.#byToken.get(token.startsWith('7') ? `0${token}` : token);
        if (mark) found.add(nameOf(mark));
      }
    }
    return found;
  }
}

/** How a mark is called in what the test says: `A harmed account`. */
export function nameOf(mark: Mark): string {
  return `${mark.in} ${mark.side} ${mark.as}`;
}

/** How what every mark begins with looks in base64, wherever it stands there: only what may hold one is taken apart. */
const inBase64 = new RegExp(
  ['zvq', 'zvQ', 'zVq', 'zVQ', 'Zvq', 'ZvQ', 'ZVq', 'ZVQ', '7700900']
    .flatMap((start) => [0, 1, 2].map((before) => insideOf(start, before)))
    .map((part) => part.replaceAll('+', '[+-]').replaceAll('/', '[/_]'))
    .join('|'),
);

function insideOf(start: string, before: number): string {
  const whole = Buffer.from('\0'.repeat(before) + start).toString('base64');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + start.length) * 8) / 6));
}

const spaces = String.raw`[\s\u00ad\u200b-\u200d\u2060.,()*_-]*`;
const spacedOut = new RegExp(['zvq', '7700900'].map((start) => start.split('').join(spaces)).join('|'));

/** A text in the forms that a leak may take, each in lower case. */
function formsOf(text: string): readonly string[] {
  const plain = quotedPrintable(percent(entities(text)));
  const both = `${text}\n${plain}`;
  const runs = inBase64.test(both) ? [...both.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g)].map(([run]) => run) : [];
  const decoded = runs
    .filter((run) => inBase64.test(run))
    .flatMap((run) => [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString()));
  const seen = [both, ...decoded].join('\n').toLowerCase();
  return spacedOut.test(seen) ? [seen, seen.replace(/[\s\u00ad\u200b-\u200d\u2060.,()*_-]+/g, '')] : [];
}

function entities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => character(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => character(Number(code)))
    .replace(/&(?:amp|nbsp);/g, ' ');
}

function character(code: number): string {
  return code < 0x11_00_00 ? String.fromCodePoint(code) : '';
}

function percent(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => character(Number.parseInt(code, 16)));
}

function quotedPrintable(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => character(Number.parseInt(code, 16)));
}
