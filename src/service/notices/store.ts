import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import type { ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { ofParticipant, ofReferral } from '#vocabulary/key-owners.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import type { Notice, NoticeId, NoticeKind, NoticeStatus } from './rules.ts';

export interface NewNotice {
  readonly kind: NoticeKind;
  /** One of the two. */
  readonly participantId?: ParticipantId | undefined;
  readonly referralId?: ReferralId | undefined;
  /** Who of an agency reads it; the referral is then what it is about. */
  readonly staffId?: StaffId | undefined;
  readonly aboutId?: string | undefined;
  /** What it comes from; the same cause, kind and reader a second time is the same notice. */
  readonly cause: string;
  readonly sendAfter?: Date | undefined;
}

/** Writes a notice down and enqueues its sending, in this transaction; the same again does nothing. */
export async function addNotice(hand: Hand, made: NewNotice): Promise<boolean> {
  const { sendAfter } = made;
  const added = await hand.run(sql`
    with made as (
      insert into app.notices (service_id, case_id, participant_id, referral_id, staff_id, cause, kind, about_id, send_after, written_at)
      values (${hand.serviceId}, ${hand.caseId === '' ? null : hand.caseId}, ${made.participantId ?? null},
              ${made.referralId ?? null}, ${made.staffId ?? null}, ${made.cause}, ${made.kind}, ${made.aboutId ?? null}, ${sendAfter ?? hand.at}, ${hand.at})
      on conflict on constraint notice_once do nothing
      returning service_id, case_id, id)
    select jobs.enqueue('send-notice', jsonb_build_object('serviceId', service_id, 'caseId', case_id, 'noticeId', id),
                        ${sendAfter ?? null}::timestamptz, 'notice ' || id) from made`);
  return added === 1;
}

/** Puts the sending of a notice back in the queue: at once, or for a later moment. */
export async function enqueue(hand: Hand, id: NoticeId, at: Date | null): Promise<void> {
  // Where our clock is behind the database's, "later" is past already there: then not in a circle without a breath.
  await hand.run(sql`
    select jobs.enqueue('send-notice', jsonb_build_object('serviceId', ${hand.serviceId}::uuid,
      'caseId', ${hand.caseId === '' ? null : hand.caseId}::uuid, 'noticeId', ${id}::uuid),
      case when ${at}::timestamptz is not null then greatest(${at}::timestamptz, now() + interval '1 second') end, 'notice ' || ${id}::text)`);
}

/** Has the networks asked, at a moment, what became of a text; `looked` says how often they were. */
export async function enqueueLook(hand: Hand, id: NoticeId, at: Date, looked: number): Promise<void> {
  await hand.run(sql`
    select jobs.enqueue('follow-text', jsonb_build_object('serviceId', ${hand.serviceId}::uuid,
      'caseId', ${hand.caseId === '' ? null : hand.caseId}::uuid, 'noticeId', ${id}::uuid, 'looks', ${looked}::int),
      ${at}::timestamptz, 'text ' || ${id}::text)`);
}

/** Locks a notice, so that it leaves or is stopped, never both. */
export async function lockNotice(hand: Hand, id: NoticeId): Promise<Notice | undefined> {
  return hand.row(sql<Notice>`
    select id, case_id as "caseId", participant_id as "participantId", referral_id as "referralId", staff_id as "staffId", kind, about_id as "aboutId",
           status, send_after as "sendAfter", tries, channel
      from app.notices where service_id = ${hand.serviceId} and id = ${id} for update`);
}

/** What a notice says, and where it goes. */
export interface Words {
  readonly channel: SendingChannel;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Marks a notice as on its way, or as ready for a person, with its words and where it goes: theirs, whom it goes to. */
export async function markReady(
  hand: Hand,
  { id, participantId, referralId }: Pick<Notice, 'id' | 'participantId' | 'referralId'>,
  to: 'leaving' | 'by-hand',
  words: Words,
): Promise<void> {
  const sent = wordsOf(hand, { participantId, referralId }, words);
  await move(
    hand,
    id,
    'waiting',
    sql`status = ${to}, ${sent}, left_at = ${hand.at}, settled_at = ${to === 'leaving' ? null : hand.at}`,
  );
}

function wordsOf(
  hand: Hand,
  { participantId, referralId }: Pick<Notice, 'participantId' | 'referralId'>,
  { channel, to, subject, body }: Words,
): Query<unknown> {
  const owner = participantId === null ? ofReferral(referralId as ReferralId) : ofParticipant(participantId);
  const theirs = (words: string) => sealed(owner, words);
  return sql`channel = ${channel}, sent_to = ${theirs(to)}, sent_to_index = ${reachIndex(hand, channel, to)},
             subject = ${theirs(subject)}, body = ${theirs(body)}`;
}

/** Keeps a notice from leaving, with the words that a person has to look at. */
export async function markHeld(
  hand: Hand,
  notice: Pick<Notice, 'id' | 'participantId' | 'referralId'>,
  words: Words,
  because: string,
): Promise<void> {
  const held = wordsOf(hand, notice, words);
  await move(
    hand,
    notice.id,
    'waiting',
    sql`status = 'failed', because = ${because}, ${held}, settled_at = ${hand.at}`,
  );
}

/** Settles a notice from the status that was read. */
export async function markSettled(
  hand: Hand,
  id: NoticeId,
  from: NoticeStatus,
  to: { readonly status: 'sent' | 'stopped' | 'failed' | 'unsure'; readonly because?: string },
): Promise<void> {
  await move(hand, id, from, sql`status = ${to.status}, because = ${to.because ?? ''}, settled_at = ${hand.at}`);
}

/** Puts a notice back to wait, without words and address: both are found again when it leaves. */
export async function putBack(
  hand: Hand,
  id: NoticeId,
  from: NoticeStatus,
  { sendAfter, tries }: { readonly sendAfter: Date; readonly tries: number },
): Promise<void> {
  await move(
    hand,
    id,
    from,
    sql`status = 'waiting', send_after = ${sendAfter}, tries = ${tries}, channel = null, sent_to = '', sent_to_index = '', subject = '', body = '',
        because = '', left_at = null, settled_at = null`,
  );
  await enqueue(hand, id, sendAfter > hand.at ? sendAfter : null);
}

async function move(hand: Hand, id: NoticeId, from: NoticeStatus, change: Query<unknown>): Promise<void> {
  const moved = await hand.run(sql`
    update app.notices set ${change} where service_id = ${hand.serviceId} and id = ${id} and status = ${from}`);
  if (moved !== 1) throw new Error(`The notice ${id} was no longer ${from}`);
}

/** Which notices to stop: of a case, and of those each thing that is named. */
export interface Stopping {
  readonly participantId?: ParticipantId | undefined;
  readonly aboutId?: string | undefined;
  readonly kinds?: readonly NoticeKind[] | undefined;
  readonly because: string;
}

/** Stops what waits, or lies ready to be sent by hand, in the case that is held. */
export async function stopWaiting(hand: Hand, stopping: Stopping): Promise<number> {
  const { participantId = null, aboutId = null, kinds = null, because } = stopping;
  return hand.run(sql`
    update app.notices set status = 'stopped', because = ${because}, settled_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and status in ('waiting', 'by-hand')
       and (${participantId}::uuid is null or participant_id = ${participantId})
       and (${aboutId}::uuid is null or about_id = ${aboutId})
       and (${kinds}::text[] is null or kind = any(${kinds}))`);
}

/** The doorkeeper's login: no table, only named functions. */
export interface Keeper {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}

/** Enqueues what a worker that ended in the middle left behind; what has a job already keeps one. */
export async function enqueueUnfinished(keeper: Keeper): Promise<number> {
  const rows = await keeper.ask(sql`
    select jobs.enqueue('send-notice', jsonb_build_object('serviceId', service_id, 'caseId', case_id, 'noticeId', id), null, 'notice ' || id)
      from doorkeeper.unfinished_notices()`);
  return rows.length;
}

/** Forgets what was kept for a time only: drafts of referrals and sessions that are over. */
export async function sweep(keeper: Keeper): Promise<{ readonly drafts: number; readonly sessions: number }> {
  const [swept] = await keeper.ask(sql<{ drafts: number; sessions: number }>`
    select drafts, sessions from doorkeeper.sweep()`);
  return swept ?? { drafts: 0, sessions: 0 };
}
