import { isChildOn, participantsOf } from '#casefile/cases/facts.ts';
import type { WishesAboutContact } from '#casefile/people/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import { wantsToHear } from '#service/notices/facts.ts';
import type { Standing, Subject } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { standingAt, type Statement } from './rules.ts';

export interface LedgerLine extends Statement {
  readonly seq: number;
  readonly how: string;
}

/** A line with the words that were shown. */
export interface WordedLine extends LedgerLine {
  readonly wording: string;
}

const line = sql`
  seq, participant_id as "participantId", guardian_id as "guardianId", purpose, mode, toward_id as "towardId",
  item_id as "itemId", answer, ask_after as "askAfter", said_on as "saidOn", recorded_at as "recordedAt", how`;

/** The ledger of a case in the order it was recorded, without the words that were shown: every gate weighs it. A participant reads their own lines only. */
export async function ledgerOf(db: Db, caseId: CaseId): Promise<readonly LedgerLine[]> {
  return db.rows(sql<LedgerLine>`select ${line} from app.consents where case_id = ${caseId} order by seq`);
}

/** The ledger with the words that were shown, to be read. */
export async function wordedLedgerOf(db: Db, caseId: CaseId): Promise<readonly WordedLine[]> {
  return db.rows(sql<WordedLine>`select ${line}, wording from app.consents where case_id = ${caseId} order by seq`);
}

/** Where everybody in a case stands, now or at a past moment, and who is a child whose guardian must agree too. */
export async function standingOf(db: Db, caseId: CaseId, today: PlainDate, moment?: Date): Promise<Standing> {
  const ledger = await ledgerOf(db, caseId);
  const participants = await participantsOf(db, caseId);
  return {
    stands: moment ? standingAt(ledger, moment) : ledger,
    children: participants.filter((participant) => isChildOn(participant, today)).map(({ id }) => id),
  };
}

/** The days on which somebody may be asked again about a subject: what they said of it last, and what a child's guardian did. */
export async function daysToAskAgain(
  db: Db,
  caseId: CaseId,
  { participantId, purpose, mode, towardId, itemId }: Subject & { readonly participantId: ParticipantId },
): Promise<readonly PlainDate[]> {
  const said = (await ledgerOf(db, caseId)).filter(
    (stand) =>
      stand.participantId === participantId &&
      stand.purpose === purpose &&
      stand.mode === mode &&
      stand.towardId === towardId &&
      stand.itemId === itemId,
  );
  const last = [
    said.findLast(({ guardianId }) => guardianId === null),
    said.findLast(({ guardianId }) => guardianId !== null),
  ];
  return last.flatMap((stand) => (stand?.answer === 'not-now' && stand.askAfter !== null ? [stand.askAfter] : []));
}

/** Which of these people, in whatever case, said no to being contacted, as whoever asks. */
export async function saidNoToContact(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db.rows(sql<{ id: string }>`
    select id from (select distinct on (c.participant_id, c.guardian_id) c.participant_id as id, c.answer from app.consents c
      where c.participant_id = any(${ids}::uuid[]) and c.purpose = 'be-contacted'
      order by c.participant_id, c.guardian_id, c.seq desc) newest
     where newest.answer in ('declined', 'withdrawn')`);
  return rows.map(({ id }) => id);
}

/** Who asked us not to be in touch, with the day until which we wait, or null for not at all. */
export async function wishesAboutContact(db: Db, caseId: CaseId, today: PlainDate): Promise<WishesAboutContact> {
  const said = (await ledgerOf(db, caseId)).filter(({ purpose }) => purpose === 'be-contacted');
  const wishes = new Map<ParticipantId, PlainDate | null>();
  for (const { participantId } of said) {
    const wanted = wantsToHear(said, participantId, today);
    if (wanted.ok) continue;
    const later = said.findLast((stand) => stand.participantId === participantId && stand.answer === 'not-now');
    wishes.set(participantId, wanted.because.includes('said-no-to-contact') ? null : (later?.askAfter ?? null));
  }
  return wishes;
}
