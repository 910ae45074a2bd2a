import type pg from 'pg';
import type { Database } from '#platform/database.ts';
import type { Identity } from '#platform/identity.ts';
import { sql } from '#platform/sql.ts';
import { alike } from '#journey/likeness/facts.ts';
import { emailIndex, phoneIndex } from '#vocabulary/blind-index.ts';
import { lettersOf, soundsOf } from '#vocabulary/names-alike.ts';
import { arrivalsOf, peopleOf, ways, type Arrival, type MadeUp } from './likeness-people.ts';
import { median } from './medians.ts';

/** A service whose likeness is measured, and who of its staff asks. */
export interface Measured {
  readonly database: Database;
  /** A connection that no policy stops. */
  readonly client: pg.Client;
  readonly reader: Identity;
}

/** How much of what was there was found, and how much of what was found is right. */
export interface Found {
  readonly of: string;
  readonly asked: number;
  readonly there: number;
  readonly found: number;
  readonly shown: number;
  readonly right: number;
}

export interface LikenessFigures {
  /** Of everything shown, and of what is called likely alone. */
  readonly shown: readonly Found[];
  readonly likely: readonly Found[];
  readonly times: LikenessTimes | undefined;
}

/** Milliseconds, and how many times as long as the index scans by themselves. */
export interface LikenessTimes {
  readonly bareMs: number;
  readonly askedMs: number;
  readonly slowest: number;
  readonly ratio: number;
}

const personOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const caseOf = (at: number) => `00000000-0000-4000-9000-${String(Math.floor(at / 2)).padStart(12, '0')}`;

/** Fills a service with people in cases of two, as they are compared; what a record of each would be is left out. */
export async function fillPeople({ client, database, reader }: Measured, people: readonly MadeUp[]): Promise<void> {
  await client.query(`set session_replication_role = 'replica'`);
  // Whoever was made up before, by another seed, has the same ids.
  await client.query('truncate app.likeness_entries, app.search_entries');
  await client.query(`delete from app.case_readers where case_id::text like '00000000-0000-4000-9000-%'`);
  await client.query(`delete from app.cases where id::text like '00000000-0000-4000-9000-%'`);
  const aBatch = 5000;
  for (let from = 0; from < people.length; from += aBatch) {
    const batch = people.slice(from, from + aBatch);
    const at = (each: (person: MadeUp, at: number) => unknown) =>
      batch.map((person, place) => each(person, from + place));
    const marks = await marksOf({ database, reader }, batch);
    const rows = JSON.stringify(
      at((person, place) => ({
        ...{
          id: personOf(place),
          case_id: caseOf(place),
          full_name: person.fullName,
          words: lettersOf(person.fullName),
        },
        ...{
          sounds: soundsOf(person.fullName),
          marks: marks[place - from],
          born: person.born,
          happened_on: person.happenedOn,
        },
        ...{
          postcode_district: person.postcodeDistrict,
          incident_kind: person.incidentKind,
          reference: referenceOf(place),
        },
      })),
    );
    await client.query(
      `with r as (select * from jsonb_to_recordset($3::jsonb) as r(id uuid, case_id uuid, full_name text, words text, sounds text[], marks text[], born date, happened_on date,
                    postcode_district text, incident_kind text, reference text)),
            c as (insert into app.cases (service_id, id, reference, kind, opened_on) select $1, case_id, min(reference), 'justice', '2026-01-01' from r group by case_id
                    on conflict do nothing),
            o as (insert into app.case_readers (service_id, staff_id, case_id, because) select distinct $1::uuid, $2::uuid, case_id, 'service-wide' from r on conflict do nothing),
            s as (insert into app.search_entries (service_id, case_id, about_id, words, marks) select $1, case_id, id, lower(full_name), marks from r)
       insert into app.likeness_entries (service_id, about_id, case_id, full_name, words, sounds, born, happened_on, postcode_district, incident_kind)
       select $1, id, case_id, full_name, words, sounds, born, happened_on, postcode_district, incident_kind from r`,
      [reader.serviceId, reader.id, rows],
    );
  }
  await client.query(`set session_replication_role = 'origin'`);
  await client.query(
    'analyze app.likeness_entries; analyze app.search_entries; analyze app.cases; analyze app.case_readers',
  );
}

const referenceOf = (at: number) => `B${String(Math.floor(at / 2)).padStart(7, '0')}`.replace(/^(.{4})/, '$1-');

// The keyed marks of a number and an address, as the service itself makes them.
async function marksOf({ database, reader }: Pick<Measured, 'database' | 'reader'>, people: readonly MadeUp[]) {
  const service = { serviceId: reader.serviceId };
  const [phones, emails] = [
    people.map(({ phone }) => phoneIndex(service, phone)),
    people.map(({ email }) => emailIndex(service, email)),
  ];
  const rows = await database.read(reader, (db) =>
    db.rows(sql<{ phone: string; email: string }>`
      select p.mark as phone, e.mark as email from unnest(${phones}::text[]) with ordinality as p (mark, place)
        join unnest(${emails}::text[]) with ordinality as e (mark, place) using (place) order by place`),
  );
  return rows.map(({ phone, email }) => [phone, email].filter((mark) => mark !== ''));
}

interface Answer {
  readonly arrival: Arrival;
  readonly shown: readonly { readonly isRight: boolean; readonly isLikely: boolean }[];
}

async function answerOf(
  { database, reader }: Pick<Measured, 'database' | 'reader'>,
  arrival: Arrival,
): Promise<Answer> {
  const { who, is } = arrival;
  const found = await database.read(reader, (db) => alike(db, reader, [who], { ...who, references: [] }, null));
  const rightCase = is === null ? undefined : caseOf(is);
  return {
    arrival,
    shown: found.map((each) => ({ isRight: each.id === rightCase, isLikely: each.is === 'likely' })),
  };
}

function sumUp(answers: readonly Answer[], isCounted: (each: Answer['shown'][number]) => boolean): readonly Found[] {
  const of = (name: string, some: readonly Answer[]): Found => {
    const shown = some.map((each) => each.shown.filter(isCounted));
    return {
      of: name,
      asked: some.length,
      there: some.filter(({ arrival }) => arrival.is !== null).length,
      found: shown.filter((each) => each.some(({ isRight }) => isRight)).length,
      shown: shown.flat().length,
      right: shown.flat().filter(({ isRight }) => isRight).length,
    };
  };
  const kinds = [...ways, 'nobody on the record'] as const;
  return [
    ...kinds.map((way) =>
      of(
        way,
        answers.filter(({ arrival }) => arrival.way === way),
      ),
    ),
    of('together', answers),
  ];
}

/** Makes people up, has referrals of some of them and of strangers come in, and counts what is suggested. */
export async function likenessFigures(
  measured: Measured,
  size: { readonly people: number; readonly ofEachWay: number; readonly seed: number; readonly isTimed: boolean },
): Promise<LikenessFigures> {
  const people = peopleOf(size.seed, size.people);
  await fillPeople(measured, people);
  const arrivals = arrivalsOf(size.seed + 7, people, size.ofEachWay);
  const answers: Answer[] = [];
  for (const arrival of arrivals) answers.push(await answerOf(measured, arrival));
  return {
    shown: sumUp(answers, () => true),
    likely: sumUp(answers, ({ isLikely }) => isLikely),
    times: size.isTimed ? await timesOf(measured, arrivals) : undefined,
  };
}

/** The share of what was there that was found. */
export const recallOf = ({ there, found }: Found): number => found / there;
/** The share of what was shown that is right. */
export const precisionOf = ({ shown, right }: Found): number => right / shown;

// The looks into the indexes by themselves: no policy, no rows joined, nothing weighed.
const bareScan = `
  select about_id from app.likeness_entries where service_id = $1 and words % any ($2::text[])
  union select about_id from app.likeness_entries where service_id = $1 and sounds && $3::text[]
  union select about_id from app.search_entries where service_id = $1 and marks && $4::text[]
  union select about_id from app.likeness_entries where service_id = $1 and born = any ($5::date[])
  union select about_id from app.likeness_entries where service_id = $1 and postcode_district = $6 and happened_on between $7::date - 3 and $7::date + 3`;

async function timesOf({ client, database, reader }: Measured, arrivals: readonly Arrival[]): Promise<LikenessTimes> {
  const some = arrivals.filter((_, at) => at % Math.ceil(arrivals.length / 150) === 0);
  const marks = await marksOf(
    { database, reader },
    some.map(({ who }) => who),
  );
  await client.query('set pg_trgm.similarity_threshold = 0.55');
  const [bare, asked, ratios]: number[][] = [[], [], []];
  for (let round = 0; round < 3; round += 1) {
    for (const [at, arrival] of some.entries()) {
      const { fullName, born, postcodeDistrict, happenedOn } = arrival.who;
      const values = [
        reader.serviceId,
        [lettersOf(fullName)],
        soundsOf(fullName),
        marks[at],
        [born],
        postcodeDistrict,
        happenedOn,
      ];
      const bareMs = await timed(() => client.query({ name: 'bare likeness', text: bareScan, values }));
      const askedMs = await timed(() => answerOf({ database, reader }, arrival));
      if (round === 0) continue;
      bare?.push(bareMs);
      asked?.push(askedMs);
      ratios?.push(askedMs / bareMs);
    }
  }
  return {
    bareMs: median(bare ?? []),
    askedMs: median(asked ?? []),
    slowest: (asked ?? []).toSorted((one, other) => one - other)[Math.floor((asked?.length ?? 0) * 0.95)] ?? Number.NaN,
    ratio: median(ratios ?? []),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
