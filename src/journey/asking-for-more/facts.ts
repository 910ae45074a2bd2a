import { sql, type Db } from '#platform/sql.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { AskedOf, MoreReason } from '#vocabulary/more-asked.ts';

/** What whoever referred was asked, and what they answered. */
export interface Question {
  readonly id: string;
  readonly askedOf: AskedOf;
  readonly reason: MoreReason;
  readonly words: string;
  readonly askedAt: Date;
  readonly answer: string;
  readonly answeredAt: Date | null;
  readonly letGoAt: Date | null;
}

/** What was asked of a referral, as whoever asks may read it, the newest first; the last twenty. */
export async function questionsOf(db: Db, referralId: ReferralId): Promise<readonly Question[]> {
  return db.rows(sql<Question>`
    select id, asked_of as "askedOf", reason, words, asked_at as "askedAt", answer, answered_at as "answeredAt", let_go_at as "letGoAt"
      from app.more_asked where referral_id = ${referralId} order by asked_at desc, id limit 20`);
}

/** What somebody who asked us themselves is asked now, as they may read it themselves. */
export async function askedOfWriter(db: Db, id: ReferralId): Promise<Pick<Question, 'id' | 'words'> | undefined> {
  return db.row(sql<Pick<Question, 'id' | 'words'>>`
    select id, words from app.more_asked where referral_id = ${id} and answered_at is null and let_go_at is null`);
}

/** What a referral waits for now. (MOR-1) */
export async function openQuestionOf(db: Db, referralId: ReferralId): Promise<Question | undefined> {
  return (await questionsOf(db, referralId)).find((each) => each.answeredAt === null && each.letGoAt === null);
}
