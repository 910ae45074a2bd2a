import { randomUUID } from 'node:crypto';
import { marked, sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import { ofListed, ofService } from '#vocabulary/key-owners.ts';
import type { ListedId, ListedRow, ListId, Standing } from '#vocabulary/offers.ts';
import type { Part } from '#vocabulary/parts.ts';
import { likenessOf, referenceText } from './facts.ts';

/** The list that people come with. */
export interface Sent {
  readonly id: ListId;
  readonly agencyId: AgencyId;
  readonly part: Part;
}

/** Takes people in, many at once; each under a key of their own. */
export async function addListed(hand: Hand, list: Sent, people: readonly ListedRow[]): Promise<void> {
  if (people.length === 0) return;
  const made = people.map((person) => ({ ...person, id: randomUUID() as ListedId, like: likenessOf(person.details) }));
  const mark = (text: string) => marked(ofService(hand), text);
  await hand.run(sql`
    insert into app.listed_people (service_id, id, list_id, agency_id, row_number, part, details, safe_ways, like_born, like_phone, like_email,
                                   reference_index, listed_at)
    select ${hand.serviceId}, p.id, ${list.id}, ${list.agencyId}, p.row_number, ${list.part}, p.details, string_to_array(p.ways, ' '),
           p.born, p.phone, p.email, p.reference, ${hand.at}
      from unnest(${made.map(({ id }) => id)}::uuid[], ${made.map(({ rowNumber }) => rowNumber)}::int[],
                  ${made.map(({ id, details }) => sealed(ofListed(id), JSON.stringify(details)))}::text[],
                  ${made.map(({ safeWays }) => safeWays.join(' '))}::text[],
                  ${made.map(({ like }) => mark(like.born))}::text[], ${made.map(({ like }) => mark(like.phone))}::text[],
                  ${made.map(({ like }) => mark(like.email))}::text[],
                  ${made.map(({ details }) => mark(referenceText(details.reference)))}::text[])
        as p (id, row_number, details, ways, born, phone, email, reference)`);
}

/** Takes everybody of a list out again and makes what it said unreadable, wherever it stands. */
export async function takeOut(hand: Hand, id: ListId): Promise<void> {
  const gone = await hand.rows(sql<{ id: string }>`
    delete from app.listed_people where service_id = ${hand.serviceId} and list_id = ${id} returning id`);
  await forgetKeys(
    hand,
    gone.map((each) => each.id),
  );
}

/** Makes what a list says of these people unreadable. */
async function forgetKeys(hand: Hand, ids: readonly string[]): Promise<void> {
  await hand.run(sql`select app.forget_listed(${ids}::uuid[])`);
}

/** Notes how it stands with asking somebody. */
export async function markStanding(
  hand: Hand,
  id: ListedId,
  to: { readonly standing: Standing; readonly askAfter: PlainDate | null; readonly settledOn: PlainDate | null },
): Promise<void> {
  const written = await hand.run(sql`
    update app.listed_people set standing = ${to.standing}, ask_after = ${to.askAfter}, settled_on = ${to.settledOn}
     where service_id = ${hand.serviceId} and id = ${id}`);
  if (written !== 1) throw new Error('Whoever was asked is on no list any more');
}
