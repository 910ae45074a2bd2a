import fc from 'fast-check';
import type { Documented, DocumentedWay, Schema } from './documented.ts';

/** A request as it is sent. */
export interface Request {
  readonly way: DocumentedWay;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether everything in it is as the document asks. */
  readonly isGood: boolean;
}

const hostileTexts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\uD800',
    '💔',
    "'; drop table app.cases; --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    '0000-00-00',
    '9999-99-99',
    'x'.repeat(10_001),
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  hostileTexts,
  fc.constantFrom(null, true, 0, -1, 1e308, [], {}, [[[[]]]], { constructor: 1 }, 'none'),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value that a schema of the document asks for. */
function valueOf(documented: Documented, schema: Schema): fc.Arbitrary<unknown> {
  const { type, anyOf, format, items, minLength = 0, maxLength = 40 } = documented.resolved(schema);
  const said = documented.resolved(schema);
  if (said.const !== undefined) return fc.constant(said.const);
  if (said.enum) return fc.constantFrom(...said.enum);
  if (anyOf) return fc.oneof(...anyOf.map((each) => valueOf(documented, each)));
  if (type === 'object') return objectOf(documented, said);
  if (type === 'array')
    return items
      ? fc.uniqueArray(valueOf(documented, items), { maxLength: Math.min(said.maxItems ?? 3, 2) })
      : fc.constant([]);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return fc.nat(100);
  if (type === 'null') return fc.constant(null);
  if (format === 'date')
    return fc
      .date({ min: new Date('1950-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri')
    return fc.constantFrom('https://hooks.police.example/in', 'https://127.0.0.1/', 'https://localhost/');
  return fc.oneof(
    fc
      .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
      .map((text) => text.slice(0, maxLength)),
    fc.constantFrom('07700 900123', 'joanne@example.org', 'NN16 0AA', '14 Greenfield Road', 'Joanne'),
  );
}

function objectOf(documented: Documented, { properties = {}, required = [] }: Schema): fc.Arbitrary<object> {
  return fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueOf(documented, each)])),
    { requiredKeys: [...required] },
  );
}

/** Something in a body that does not belong there. */
const spoiled = (body: object): fc.Arbitrary<unknown> =>
  fc.oneof(
    hostileValues,
    fc
      .tuple(fc.constantFrom(...Object.keys(body), 'unheard-of', 'caseId'), hostileValues)
      .map(([name, value]) => ({ ...body, [name]: value })),
    fc
      .constantFrom(...Object.keys(body), 'nothing')
      .map((left) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== left))),
  );

const rawBodies = fc.constantFrom('', '{', 'null', '[]', '"a"', '{"__proto__":{}}', '{"a":1,"a":2}', '\uFEFF{}', 'a=b');

/** What a request may be filled with. */
export interface Filling {
  readonly authorization: readonly string[];
  readonly references: () => readonly string[];
  readonly ids: () => readonly string[];
  /** The references that one way alone is asked about: where only some can be answered well. */
  readonly only: Readonly<Record<string, readonly string[]>>;
  /** Bodies that are taken, by the way that takes them: half of what is sent is these, a quarter these with a few things said otherwise. */
  readonly taken: Readonly<Record<string, object>>;
}

const chance = (times: number, of: number) => fc.integer({ min: 1, max: of }).map((drawn) => drawn <= times);

/** Requests of the document: most of them good, the rest hostile in one way or more. */
export function requestsOf(documented: Documented, filling: Filling): fc.Arbitrary<Request> {
  const ways = documented.ways.filter(({ id }) => id !== 'token');
  return fc.constantFrom(...ways).chain((way) => requestOf(documented, way, filling));
}

function requestOf(documented: Documented, way: DocumentedWay, filling: Filling): fc.Arbitrary<Request> {
  const body = way.body ? valueOf(documented, way.body.schema) : fc.constant(undefined);
  const taken = filling.taken[way.id];
  const mixed = taken
    ? fc.tuple(body, fc.subarray(Object.keys(taken))).map(([made, kept]): object => ({
        ...(made as object),
        ...Object.fromEntries(
          Object.entries(taken).filter(([name]) => kept.includes(name) || /contact|incident|changes/.test(name)),
        ),
      }))
    : body;
  return fc
    .record({
      body: taken ? fc.oneof(body, mixed, fc.constant(taken), fc.constant(taken)) : body,
      isBodyGood: chance(7, 10),
      raw: fc.option(rawBodies, { freq: 6 }),
      isParameterGood: chance(9, 10),
      place: fc.nat(1000),
      hostile: hostileTexts,
      key: fc.oneof(
        { weight: 6, arbitrary: fc.uuid() },
        { weight: 1, arbitrary: fc.constantFrom('again', 'once more', '', '💔', 'x'.repeat(300)) },
      ),
      isTokenGood: chance(19, 20),
    })
    .chain((drawn) => {
      const sent: fc.Arbitrary<unknown> =
        drawn.isBodyGood || drawn.body === undefined ? fc.constant(drawn.body) : spoiled(drawn.body as object);
      return sent.map((value): Request => {
        const isRaw = way.body !== undefined && !drawn.isBodyGood && drawn.raw !== null;
        const from = (known: readonly string[]) => known[drawn.place % Math.max(known.length, 1)] ?? 'AAAA-AAAA';
        const path = way.path.replace(/\{(\w+)\}/g, (_, name: string) =>
          drawn.isParameterGood
            ? from(name === 'id' ? filling.ids() : (filling.only[way.id] ?? filling.references()))
            : encodeURIComponent(drawn.hostile.toWellFormed().slice(0, 100)) || 'a',
        );
        const query = way.parameters.some((each) => each.in === 'query')
          ? drawn.isParameterGood
            ? ''
            : `?after=${encodeURIComponent(drawn.hostile.toWellFormed())}`
          : '';
        const headers: Record<string, string> = {};
        if (drawn.isTokenGood)
          headers['authorization'] = filling.authorization[drawn.place % filling.authorization.length] ?? '';
        if (way.parameters.some((each) => each.in === 'header'))
          headers['idempotency-key'] = Buffer.from(drawn.key, 'utf8').toString('latin1');
        const text = isRaw && drawn.raw !== null ? drawn.raw : value === undefined ? undefined : JSON.stringify(value);
        if (text !== undefined) headers['content-type'] = 'application/json';
        const isGood =
          drawn.isBodyGood && drawn.isParameterGood && drawn.isTokenGood && /^[!-~]{1,200}$/.test(drawn.key);
        return { way, path: path + query, headers, body: text, isGood };
      });
    });
}
