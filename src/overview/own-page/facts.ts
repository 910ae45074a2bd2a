import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';

export interface OwnPlace {
  readonly status: CaseStatus;
  readonly serviceName: string;
  readonly phone: string;
  readonly email: string;
  readonly facilitators: readonly string[];
  /** How many questions have an answer. */
  readonly answered: number;
  readonly lettersToAnswer: number;
  readonly lettersToRead: number;
  /** The conference that is coming, if one is. */
  readonly conferenceAt: string | null;
  readonly isConferenceBooked: boolean;
  readonly hasMet: boolean;
  readonly agreementToAnswer: boolean;
  readonly hasAgreement: boolean;
  /** They are asked whether they want to go along to another service. */
  readonly askedToMove: boolean;
  readonly followUps: number;
  /** Not in the first week after they communicated. */
  readonly mayBeAsked: boolean;
  readonly surveys: number;
}

/** Where things are for one participant, in one query run as that participant: what is not theirs is not there. */
export async function ownPlace(db: Db, today: PlainDate): Promise<OwnPlace> {
  const row = await db.row(sql<OwnPlace>`
    select c.status, v.name as "serviceName", v.phone, v.email,
           array(select s.name from app.allocations a join app.staff s on s.service_id = a.service_id and s.id = a.staff_id
                  where a.until_at is null order by a.role desc, s.name) as facilitators,
           (select count(distinct (purpose, mode))::int from app.consents where guardian_id is null) as answered,
           (select count(*)::int from app.releases o where o.kind = 'letter-offer'
              and not exists (select from app.releases l where l.kind = 'letter' and l.item_id = o.item_id)) as "lettersToAnswer",
           (select count(*)::int from app.releases where kind = 'letter') as "lettersToRead",
           (select min(starts_at) from app.conferences where status in ('planned', 'booked')) as "conferenceAt",
           exists (select from app.conferences where status = 'booked') as "isConferenceBooked",
           exists (select from app.conferences where status = 'held') as "hasMet",
           exists (select from app.agreements where status = 'proposed') as "agreementToAnswer",
           exists (select from app.agreements where status in ('agreed', 'ended')) as "hasAgreement",
           exists (select from app.transfers) as "askedToMove",
           (select count(*)::int from app.follow_ups) as "followUps",
           coalesce((select max(due_on) from app.follow_ups where occasion = 'next-day') <= ${today}::date - 6, false) as "mayBeAsked",
           (select count(*)::int from app.surveys) as surveys
      from app.cases c join app.services v on v.service_id = c.service_id`);
  if (!row) throw new Error('A participant without a case');
  return row;
}
