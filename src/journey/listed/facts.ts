import { agenciesOf } from '#service/agencies/facts.ts';
import { marked, sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import { ofService } from '#vocabulary/key-owners.ts';
import type { ListedDetails, ListedId, ListedPerson, ListedPlace, ListId, Standing } from '#vocabulary/offers.ts';

/** What makes two rows the same person, each a name with one thing more; empty where that is not known. (LST-3) */
export function likenessOf({ fullName, dateOfBirth, phone, email }: ListedDetails) {
  const name = plainName(fullName);
  const figures = phone.replace(/^\s*(\+|00)44\s*(\(0\))?/, '0').replace(/\D/g, '');
  return {
    born: dateOfBirth === null ? '' : `listed ${name} born ${dateOfBirth}`,
    phone: figures === '' ? '' : `listed ${name} phone ${figures}`,
    email: email === '' ? '' : `listed ${name} email ${email.toLowerCase()}`,
  };
}

/** A name as it is compared: without accents and titles, whatever the order of its words. */
function plainName(fullName: string): string {
  return fullName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(mr|mrs|ms|miss|mx|dr)$/.test(word))
    .toSorted()
    .join(' ');
}

/** The name by which somebody is found again. */
export function nameText(fullName: string): string {
  const plain = plainName(fullName);
  return plain === '' ? '' : `listed ${plain}`;
}

/** The agency's number as it is compared. */
export function referenceText(reference: string): string {
  const plain = reference.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return plain === '' ? '' : `listed reference ${plain}`;
}

/** One thing that makes a row like another: which, of whom, and its agency's number. */
export interface Likeness {
  readonly born: string;
  readonly phone: string;
  readonly email: string;
  readonly reference: string;
}

/**
 * Which of these rows are of somebody who is on a list already, about the same thing as far as is known: by the place of the
 * row, and whether a list of this agency. (LST-3, LST-11)
 */
export async function knownAlready(
  hand: Hand,
  agencyId: AgencyId,
  rows: readonly Likeness[],
): Promise<ReadonlyMap<number, 'of-this-agency' | 'of-another'>> {
  const mark = (text: string) => marked(ofService(hand), text);
  const found = await hand.rows(sql<{ place: number; isOfAgency: boolean }>`
    select place, is_of_agency as "isOfAgency" from app.listed_already(${agencyId},
      ${rows.map(({ born }) => mark(born))}::text[], ${rows.map(({ phone }) => mark(phone))}::text[],
      ${rows.map(({ email }) => mark(email))}::text[], ${rows.map(({ reference }) => mark(reference))}::text[])`);
  return new Map(found.map(({ place, isOfAgency }) => [place - 1, isOfAgency ? 'of-this-agency' : 'of-another']));
}

/** Whether somebody with the same name and birthday, number or address said no on a list: as it is weighed before they are asked. */
export async function isLikeANo(db: Db, id: ListedId): Promise<boolean> {
  const found = await db.row(sql`
    select from app.listed_people p join app.listed_people o on o.service_id = p.service_id and o.id <> p.id and o.standing = 'no'
       and ((o.like_born <> '' and o.like_born = p.like_born) or (o.like_phone <> '' and o.like_phone = p.like_phone)
         or (o.like_email <> '' and o.like_email = p.like_email))
     where p.id = ${id} limit 1`);
  return found !== undefined;
}

/** How many people of a list were asked already. */
export async function askedOf(hand: Hand, id: ListId): Promise<number> {
  const found = await hand.row(sql<{ count: number }>`
    select count(*)::int as count from app.listed_people
     where service_id = ${hand.serviceId} and list_id = ${id} and standing <> 'not-asked'`);
  return found?.count ?? 0;
}

type RawListed = Omit<ListedPerson, 'details' | 'agencyName' | 'agencyKind'> & {
  readonly agencyId: AgencyId;
  readonly details: string;
};

const aPerson = sql`
  p.id, p.list_id as "listId", p.agency_id as "agencyId", p.row_number as "rowNumber", p.part, p.details, p.safe_ways as "safeWays",
  p.standing, p.ask_after as "askAfter", p.settled_on as "settledOn", p.listed_at as "listedAt",
  p.keep_until as "keepUntil", p.let_go_on as "letGoOn"`;

async function opened(db: Db, rows: readonly RawListed[]): Promise<readonly ListedPerson[]> {
  if (rows.length === 0) return [];
  const agencies = new Map((await agenciesOf(db)).map((agency) => [agency.id, agency]));
  return rows.map(({ details, agencyId, ...person }) => ({
    ...person,
    agencyName: agencies.get(agencyId)?.name ?? '',
    agencyKind: agencies.get(agencyId)?.kind ?? 'other',
    // Where a key was destroyed other words stand in the place of the JSON.
    details: details.startsWith('{') ? (JSON.parse(details) as ListedDetails) : undefined,
  }));
}

/** One person on a list. */
export async function listedById(db: Db, id: string): Promise<ListedPerson | undefined> {
  const rows = await db.rows(sql<RawListed>`
    select ${aPerson} from app.listed_people p where p.id = ${id}`);
  return (await opened(db, rows))[0];
}

/** Locks somebody on a list, so that two who ask them do so one after the other. */
export async function holdListed(hand: Hand, id: string): Promise<ListedPerson | undefined> {
  const rows = await hand.rows(sql<RawListed>`
    select ${aPerson} from app.listed_people p
     where p.service_id = ${hand.serviceId} and p.id = ${id} for update`);
  return (await opened(hand, rows))[0];
}

export const peopleAtOnce = 25;

/** People on lists who stand like that, the oldest first; one more than a page. */
export async function listedAfter(
  db: Db,
  wish: {
    readonly standings: readonly Standing[];
    readonly listId: string | null;
    readonly dueOn: PlainDate | null;
    /** Whether those are wanted whose details were let go of; otherwise only those who are kept. */
    readonly isLetGo?: boolean;
  },
  after: ListedPlace | null,
): Promise<readonly ListedPerson[]> {
  const rest = sql`
    (${after?.listedAt ?? null}::timestamptz is null
      or (p.listed_at, p.row_number, p.id) > (${after?.listedAt ?? null}, ${after?.rowNumber ?? null}::int, ${after?.id ?? null}::uuid))
    and (${wish.dueOn}::date is null or p.ask_after <= ${wish.dueOn})
    order by p.listed_at, p.row_number, p.id limit ${peopleAtOnce + 1}`;
  const [only] = wish.standings;
  const standing = wish.standings.length === 1 ? sql`p.standing = ${only}` : sql`true`;
  const ofList = wish.listId === null ? sql`true` : sql`p.list_id = ${wish.listId}`;
  const kept = wish.isLetGo === true ? sql`p.let_go_on is not null` : sql`p.let_go_on is null`;
  const rows = await db.rows(sql<RawListed>`
    select ${aPerson} from app.listed_people p
     where ${standing} and ${ofList} and ${kept} and ${rest}`);
  return opened(db, rows);
}

/** People on lists who have this name, or whom an agency gave this number; the newest first, so many at most. */
export async function listedUnder(db: Db, serviceId: string, words: string): Promise<readonly ListedPerson[]> {
  const mark = (text: string) => marked(ofService({ serviceId }), text);
  const rows = await db.rows(sql<RawListed>`
    select ${aPerson} from app.listed_people p
     where (p.like_name <> '' and p.like_name = ${mark(nameText(words))})
        or (p.reference_index <> '' and p.reference_index = ${mark(referenceText(words))})
     order by p.listed_at desc, p.row_number limit ${peopleAtOnce}`);
  return opened(db, rows);
}

/** How many people came with the lists of an agency in a month, and how it stands with asking them. */
export interface Came {
  readonly agencyId: AgencyId;
  /** Its first day. */
  readonly month: PlainDate;
  readonly standings: Readonly<Record<Standing, number>>;
}

/** Who came since a day, by agency and month: counts alone, also of those who were let go of. */
export async function cameSince(db: Db, from: PlainDate): Promise<readonly Came[]> {
  const rows = await db.rows(sql<{
    agencyId: AgencyId;
    month: PlainDate;
    notAsked: number;
    asked: number;
    yes: number;
    no: number;
    notNow: number;
  }>`
    select p.agency_id as "agencyId", date_trunc('month', p.listed_at at time zone 'Europe/London')::date as month,
           count(*) filter (where p.standing = 'not-asked')::int as "notAsked", count(*) filter (where p.standing = 'asked')::int as asked,
           count(*) filter (where p.standing = 'yes')::int as yes, count(*) filter (where p.standing = 'no')::int as no,
           count(*) filter (where p.standing = 'not-now')::int as "notNow"
      from app.listed_people p
     where p.listed_at >= ${from}::date::timestamp at time zone 'Europe/London'
     group by 1, 2 order by 2 desc, 1`);
  return rows.map(({ agencyId, month, notAsked, notNow, ...rest }) => ({
    agencyId,
    month,
    standings: { 'not-asked': notAsked, 'not-now': notNow, ...rest },
  }));
}
