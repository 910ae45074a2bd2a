import { randomUUID } from 'node:crypto';
import { marked, sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { AgencyId, ServiceId } from '#vocabulary/ids.ts';
import { ofListed, ofService } from '#vocabulary/key-owners.ts';
import type { ListedId, ListedRow, ListId, Standing } from '#vocabulary/offers.ts';
import type { Part } from '#vocabulary/parts.ts';
import { likenessOf, nameText, referenceText } from './facts.ts';
import { keptUntil } from './rules.ts';

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
  const listedOn = dayOf(hand.at);
  const keepUntil = keptUntil({
    ...{ standing: 'not-asked', listedOn },
    askedOn: null,
    askAfter: null,
    settledOn: null,
  });
  await hand.run(sql`
    insert into app.listed_people (service_id, id, list_id, agency_id, row_number, part, details, safe_ways, like_name, like_born, like_phone, like_email,
                                   reference_index, listed_at, keep_until)
    select ${hand.serviceId}, p.id, ${list.id}, ${list.agencyId}, p.row_number, ${list.part}, p.details, string_to_array(p.ways, ' '),
           p.name, p.born, p.phone, p.email, p.reference, ${hand.at}, ${keepUntil}
      from unnest(${made.map(({ id }) => id)}::uuid[], ${made.map(({ rowNumber }) => rowNumber)}::int[],
                  ${made.map(({ id, details }) => sealed(ofListed(id), JSON.stringify(details)))}::text[],
                  ${made.map(({ safeWays }) => safeWays.join(' '))}::text[],
                  ${made.map(({ details }) => mark(nameText(details.fullName)))}::text[],
                  ${made.map(({ like }) => mark(like.born))}::text[], ${made.map(({ like }) => mark(like.phone))}::text[],
                  ${made.map(({ like }) => mark(like.email))}::text[],
                  ${made.map(({ details }) => mark(referenceText(details.reference)))}::text[])
        as p (id, row_number, details, ways, name, born, phone, email, reference)`);
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

/** How it stands with somebody who was asked. */
export interface Mark {
  readonly standing: Standing;
  readonly askedOn: PlainDate | null;
  readonly askAfter: PlainDate | null;
  readonly settledOn: PlainDate | null;
}

/** Since when somebody is on a list, and when they were asked last; nobody else marks them meanwhile. */
export async function holdSince(
  hand: Hand,
  id: ListedId,
): Promise<{ readonly listedAt: Date; readonly askedOn: PlainDate | null } | undefined> {
  return hand.row(sql<{ listedAt: Date; askedOn: PlainDate | null }>`
    select listed_at as "listedAt", asked_on as "askedOn" from app.listed_people
     where service_id = ${hand.serviceId} and id = ${id} for update`);
}

/** Notes how it stands with asking somebody, and until when they are kept for it. */
export async function markStanding(
  hand: Hand,
  id: ListedId,
  to: Mark & { readonly keepUntil: PlainDate },
): Promise<void> {
  const written = await hand.run(sql`
    update app.listed_people set standing = ${to.standing}, asked_on = ${to.askedOn}, ask_after = ${to.askAfter},
           settled_on = ${to.settledOn}, keep_until = ${to.keepUntil}
     where service_id = ${hand.serviceId} and id = ${id}`);
  if (written !== 1) throw new Error('Whoever was asked is on no list any more');
}

/** People whose last day is over, so many at most. */
export async function findOver(
  hand: Hand,
  today: PlainDate,
  most: number,
): Promise<readonly { readonly id: ListedId; readonly keepUntil: PlainDate; readonly letGoOn: PlainDate | null }[]> {
  return hand.rows(sql<{ id: ListedId; keepUntil: PlainDate; letGoOn: PlainDate | null }>`
    select id, keep_until as "keepUntil", let_go_on as "letGoOn" from app.listed_people
     where service_id = ${hand.serviceId} and let_go_on is null and keep_until < ${today}
     order by keep_until limit ${most} for update skip locked`);
}

/** Makes what lists say of these people unreadable. That they were asked, or never were, stays; so do the marks by which they are known again. */
export async function letGoOf(hand: Hand, ids: readonly ListedId[], today: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.listed_people set details = '', let_go_on = ${today}, keep_until = least(keep_until, ${today}::date - 1)
     where service_id = ${hand.serviceId} and id = any(${ids}) and let_go_on is null`);
  await forgetKeys(hand, ids);
}

/** The services that have lists. */
export async function servicesWithLists(keeper: Keeper): Promise<readonly ServiceId[]> {
  const rows = await keeper.ask(sql<{ id: ServiceId }>`select service_id as id from doorkeeper.services_with_lists()`);
  return rows.map(({ id }) => id);
}

/** The doorkeeper's login: no table, only named functions. */
export interface Keeper {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}
