import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';

/** Somebody beside a participant, as far as letting them in goes. */
export interface Beside {
  readonly id: CompanionId;
  readonly participantId: ParticipantId;
  readonly kind: CompanionKind;
  readonly called: string;
  /** Where a code may go, once they said so; nothing where none was written down. */
  readonly email: string;
}

/** Who is beside whom in a case; handed in, for this slice knows no person. */
export type AskBeside = (db: Db, caseId: CaseId) => Promise<readonly Beside[]>;

/** The newest way in of a supporter, as staff see it. */
export interface WayIn {
  readonly companionId: CompanionId;
  readonly agreedOn: PlainDate;
  readonly showsPlace: boolean;
  /** Whether they can come back by a code. */
  readonly comesBack: boolean;
  readonly linkEndsAt: Date;
  readonly usedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBecause: string;
}

/** The newest way in of every supporter of a case who ever had one. */
export async function waysInOf(db: Db, caseId: CaseId): Promise<readonly WayIn[]> {
  return db.rows(sql<WayIn>`
    select distinct on (companion_id) companion_id as "companionId", agreed_on as "agreedOn", shows_place as "showsPlace", comes_back as "comesBack",
           link_ends_at as "linkEndsAt", used_at as "usedAt", ended_at as "endedAt", ended_because as "endedBecause"
      from app.supporter_access where case_id = ${caseId} order by companion_id, made_at desc`);
}
