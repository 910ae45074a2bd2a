import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Channel } from '#vocabulary/modes.ts';
import type { ContactKind, ContactOutcome, Counted } from './rules.ts';

export interface ContactLine {
  readonly id: string;
  readonly participantId: ParticipantId;
  readonly kind: ContactKind;
  readonly channel: Channel;
  readonly happenedOn: PlainDate;
  readonly outcome: ContactOutcome;
  readonly note: string;
  readonly recordedBy: StaffId;
  readonly recordedAt: Date;
}

/** How many contacts a page holds. */
export const contactsAtOnce = 30;

/** Where a list of contacts was left. */
export type ContactCursor = Pick<ContactLine, 'id' | 'happenedOn'>;

/** The contacts of a case, the newest first, from before one on; one more than a page, if there is one more. */
export async function contactsOf(
  db: Db,
  caseId: CaseId,
  before: ContactCursor | null,
): Promise<readonly ContactLine[]> {
  return db.rows(sql<ContactLine>`
    select id, participant_id as "participantId", kind, channel, happened_on as "happenedOn", outcome, note,
           recorded_by as "recordedBy", recorded_at as "recordedAt"
      from app.contacts
     where case_id = ${caseId}
       and (${before?.happenedOn ?? null}::date is null or (happened_on, id) < (${before?.happenedOn ?? null}, ${before?.id ?? null}))
     order by happened_on desc, id desc limit ${contactsAtOnce + 1}`);
}

/** What counts towards the attempts in a row of one participant, the newest first. */
export async function countedOf(db: Db, participantId: ParticipantId): Promise<readonly Counted[]> {
  return db.rows(sql<Counted>`
    select id, kind from app.contacts where participant_id = ${participantId} order by happened_on desc, recorded_at desc, id limit 100`);
}
