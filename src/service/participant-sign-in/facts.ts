import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { EndReason } from './rules.ts';

/** How one participant can come in to their own page, as staff see it. */
export interface Access {
  readonly participantId: ParticipantId;
  /** Until when a link that was not used works; null where none waits. */
  readonly linkUntil: Date | null;
  /** When they last came in by a link; null where they never did. */
  readonly cameInAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBecause: EndReason | null;
  readonly endedBy: string | null;
}

/** The ways in of everybody in a case; whoever was never invited is not among them. */
export async function accessOf(db: Db, caseId: CaseId): Promise<readonly Access[]> {
  return db.rows(sql<Access>`
    select q.id as "participantId",
           (select max(i.ends_at) from app.invitations i where i.service_id = q.service_id and i.case_id = q.case_id
               and i.participant_id = q.id and i.used_at is null and i.stopped_at is null and i.ends_at > now()) as "linkUntil",
           (select max(i.used_at) from app.invitations i where i.service_id = q.service_id and i.case_id = q.case_id
               and i.participant_id = q.id) as "cameInAt",
           e.ended_at as "endedAt", e.because as "endedBecause", e.ended_by as "endedBy"
      from app.participants q
      left join lateral (select x.ended_at, x.because, x.ended_by from app.access_ends x
         where x.service_id = q.service_id and x.case_id = q.case_id and x.participant_id = q.id
         order by x.ended_at desc limit 1) e on true
     where q.case_id = ${caseId}`);
}

/** A passkey as its owner sees it. */
export interface ListedPasskey {
  readonly id: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** One's own passkeys, read as the participant. */
export async function ownPasskeysOf(db: Db): Promise<readonly ListedPasskey[]> {
  return db.rows(sql<ListedPasskey>`
    select id, made_at as "madeAt", used_at as "usedAt" from app.own_passkeys order by made_at, id`);
}
