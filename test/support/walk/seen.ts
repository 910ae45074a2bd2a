import pg from 'pg';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from '../house.ts';
import type { Rows } from './rows.ts';

/*
 * Every word that somebody writes on the walk carries a mark that says whose it is. At the end each participant reads
 * everything that the database and the pages give them, and every mark found has to be one that they may see.
 */

/** The mark of a side, of a letter, of terms, of how somebody is told of, or of staff alone. */
export function mark(whose: string): string {
  return `zqcanary${whose.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
}

const marks = /zqcanary[a-z0-9]+/gi;

/** Where a reader found which marks. */
export type Found = ReadonlyMap<string, string>;

/** Everything that a participant's login gives this participant, and every page they can walk to. */
export async function everythingSeenBy(house: House, made: MadeCase, reader: ParticipantId): Promise<Found> {
  const found = new Map<string, string>();
  const keep = (place: string, text: string) => {
    for (const [each] of text.matchAll(marks)) found.set(each.toLowerCase(), place);
  };
  const text = await readableOf(house);
  const tables = await house.readAsParticipant(made, reader, (db) =>
    db.rows<{ place: string; found: unknown }>({ text, values: [], name: undefined }),
  );
  for (const { place, found: there } of tables) keep(place, JSON.stringify(there));
  const person = await house.asParticipant(reader);
  const toSee = ['/my', '/my/choices', '/my/letters', '/my/conference', '/my/agreement', '/my/feedback'];
  for (const path of toSee) {
    const { status, body } = await person.get(path);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    keep(path, body);
    const linked = [...body.matchAll(/href="(\/my\/(?:letters|agreement)\/[^"#?]+)"/g)].map(([, href]) => String(href));
    for (const href of linked) if (!toSee.includes(href)) toSee.push(href);
  }
  return found;
}

const known = new WeakMap<House, Promise<string>>();

/** One query for everything in every table that the participants' login may ask, and for how their own arrival goes. */
function readableOf(house: House): Promise<string> {
  const asked = known.get(house) ?? askReadable(house);
  known.set(house, asked);
  return asked;
}

async function askReadable(house: House): Promise<string> {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(a.attname, ', ') as columns from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and has_column_privilege('tp_participant', c.oid, a.attnum, 'select')
      group by 1 order by 1`,
  );
  await client.end();
  if (rows.length < 15) throw new Error('The tables of participants are not found');
  const places = rows.map(({ name, columns }) => [`the table ${name}`, `select ${columns} from app.${name}`] as const);
  return [...places, ['their arrival', 'select a.* from app.conferences c, app.my_arrival(c.id) a'] as const]
    .map(([place, query]) => `select '${place}' as place, coalesce(json_agg(x), '[]') as found from (${query}) x`)
    .join(' union all ');
}

function marksIn(text: string): readonly string[] {
  return (text.match(marks) ?? []).map((each) => each.toLowerCase());
}

/** The marks that a reader may find: their own, and what was released to them. */
export function maySee(rows: Rows, reader: string, own: string): ReadonlySet<string> {
  const party = rows.parties.filter(({ participant_id }) => participant_id === reader).map((each) => each.agreement_id);
  const open = rows.agreements.filter(
    ({ id, status }) => party.includes(id) && status !== 'draft' && status !== 'set-aside',
  );
  const invited = rows.invitations.filter(({ participant_id }) => participant_id === reader);
  const texts = [
    ...rows.letters.filter(({ participant_id }) => participant_id === reader).map(({ body }) => body),
    ...rows.letters
      .filter(({ recipient_id, status }) => recipient_id === reader && status === 'delivered')
      .map(({ body }) => body),
    ...rows.amends
      .filter(({ agreement_id }) => open.some(({ id }) => id === agreement_id))
      .map(({ wording }) => wording),
    ...rows.attendees
      .filter(({ participant_id, shown_since, conference_id }) => {
        const isTold = invited.some((each) => each.conference_id === conference_id);
        return participant_id === reader || (isTold && shown_since !== null);
      })
      .map(({ shown_as }) => shown_as),
  ];
  return new Set([own, ...texts.flatMap(marksIn)]);
}

/** What stands in messages that have left since a look and nobody released to whom they went. */
export function letterboxComplaints(
  before: Rows,
  after: Rows,
  allowed: (who: string) => ReadonlySet<string>,
): readonly string[] {
  const gone = (rows: Rows) => rows.notices.filter(({ body }) => body !== '').map(({ id }) => id);
  const known = gone(before);
  return after.notices
    .filter(({ id, body }) => body !== '' && !known.includes(id))
    .flatMap(({ kind, participant_id, subject, body }) =>
      marksIn(`${subject} ${body}`)
        .filter((each) => !allowed(participant_id).has(each))
        .map((each) => `sight: ${each} was written in a ${kind}`),
    );
}

/** What a reader found that nobody released to them. */
export function sightComplaints(found: Found, allowed: ReadonlySet<string>): readonly string[] {
  return [...found]
    .filter(([each]) => !allowed.has(each))
    .map(([each, place]) => `sight: ${each} was found in ${place}`);
}
