import { countedApart, type HeldCase, holdCase } from '#casefile/cases/facts.ts';
import { type OnTheirWay, toEach } from '#casefile/protection/facts.ts';
import { namesKnown } from '#journey/conference/crossing-facts.ts';
import { refuse, type Refused } from '#platform/decision.ts';
import { type Db, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Agreement, AgreementStatus, Amends, Party } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgreementId, CaseId, ParticipantId } from '#vocabulary/ids.ts';

type AgreementRow = Omit<Agreement, 'amends'>;

type AmendsRow = Amends & { readonly agreementId: AgreementId };

/** The instalments of a promise as a list, inside a query on app.amends a. */
const instalments = sql`coalesce((select json_agg(json_build_object('dueOn', i.due_on, 'pence', i.pence) order by i.position)
    from app.amends_instalments i where i.service_id = a.service_id and i.case_id = a.case_id and i.amends_id = a.id), '[]')`;

/** What was paid and worked towards a promise in every version of its agreement, as far as the reader may see it. */
const soFar = sql`lateral (select coalesce(sum(p.pence), 0) as paid, coalesce(sum(p.minutes), 0) as worked
    from app.amends_progress p join app.amends b on b.service_id = p.service_id and b.case_id = p.case_id and b.id = p.amends_id
   where b.service_id = a.service_id and b.case_id = a.case_id and b.promise_id = a.promise_id) as so_far`;

/** Every agreement of a case with its parties and promises, in the order they were drafted; for staff and for deciding. */
export async function agreementsOf(db: Db, caseId: CaseId): Promise<readonly Agreement[]> {
  const agreements = await db.rows(sql<AgreementRow>`
    select g.id, g.participant_id as "responsibleId", g.version, g.status, g.replaces_id as "replacesId",
           g.drafted_on as "draftedOn", g.proposed_on as "proposedOn", g.made_on as "madeOn", g.ended_on as "endedOn",
           g.is_kept as "isKept",
           coalesce((select json_agg(json_build_object('participantId', p.participant_id, 'wantsUpdates', p.wants_updates)
                       order by p.participant_id <> g.participant_id, p.participant_id)
              from app.agreement_parties p
             where p.service_id = g.service_id and p.case_id = g.case_id and p.agreement_id = g.id), '[]') as parties
      from app.agreements g where g.case_id = ${caseId} order by g.drafted_on, g.version, g.proposed_on nulls last, g.id`);
  if (agreements.length === 0) return [];
  const amends = await db.rows(sql<AmendsRow>`
    select a.agreement_id as "agreementId", a.id, a.promise_id as "promiseId", a.kind, a.wording,
           a.participant_id as "owedById", a.owed_to_id as "owedToId", a.pence, a.minutes, a.due_on as "dueOn", a.proof,
           a.status, a.settled_on as "settledOn", ${instalments} as instalments, so_far.paid, so_far.worked
      from app.amends a, ${soFar} where a.case_id = ${caseId} order by a.position`);
  return agreements.map((agreement) => ({ ...agreement, amends: amends.filter(isOf(agreement.id)) }));
}

function isOf(id: AgreementId) {
  return ({ agreementId }: { readonly agreementId: AgreementId }) => agreementId === id;
}

/** What every step of an agreement may meet: a case that rests, or an agreement that is not there. */
export type NotThere = 'case-is-closed' | 'no-such-agreement';

export interface HeldAgreement {
  readonly held: HeldCase;
  readonly agreement: Agreement;
}

/** Holds the case and finds one of its agreements; a closed case rests. */
export async function holdAgreement(hand: Hand, id: AgreementId): Promise<HeldAgreement | Refused<NotThere>> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('case-is-closed');
  const agreement = (await agreementsOf(hand, held.id)).find((each) => each.id === id);
  return agreement ? { held, agreement } : refuse('no-such-agreement');
}

/** An agreement as one of its parties reads it: of the parties only themselves, of what was done only what they owe. */
export interface OwnAgreement {
  readonly id: AgreementId;
  readonly responsibleId: ParticipantId;
  readonly version: number;
  readonly status: Exclude<AgreementStatus, 'draft' | 'set-aside'>;
  readonly madeOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly isKept: boolean | null;
  readonly wantsUpdates: Party['wantsUpdates'];
  readonly amends: readonly Amends[];
}

/** The agreements a participant is part of, read as that participant: what waits for an answer first, then newest first. */
export async function ownAgreements(db: Db, caseId: CaseId): Promise<readonly OwnAgreement[]> {
  const agreements = await db.rows(sql<Omit<OwnAgreement, 'amends'>>`
    select g.id, g.participant_id as "responsibleId", g.version, g.status, g.made_on as "madeOn", g.ended_on as "endedOn",
           g.is_kept as "isKept", p.wants_updates as "wantsUpdates"
      from app.agreements g
      join app.agreement_parties p on p.service_id = g.service_id and p.case_id = g.case_id and p.agreement_id = g.id
     where g.case_id = ${caseId}
     order by array_position(array['proposed', 'agreed', 'ended', 'replaced'], g.status), g.made_on desc nulls first, g.version desc, g.id`);
  if (agreements.length === 0) return [];
  const amends = await db.rows(sql<AmendsRow>`
    select a.agreement_id as "agreementId", a.id, a.promise_id as "promiseId", a.kind, a.wording,
           a.participant_id as "owedById", a.owed_to_id as "owedToId", a.pence, a.minutes, a.due_on as "dueOn", a.proof,
           a.status, a.settled_on as "settledOn", ${instalments} as instalments, so_far.paid, so_far.worked
      from app.amends a, ${soFar} where a.case_id = ${caseId} order by a.position`);
  return agreements.map((agreement) => ({ ...agreement, amends: amends.filter(isOf(agreement.id)) }));
}

/** The terms of an agreement in one text, as they are kept with somebody's answer to them. */
export async function termsInWords(db: Db, caseId: CaseId, agreementId: AgreementId): Promise<string> {
  const terms = await db.rows(sql<{ wording: string }>`
    select wording from app.amends where case_id = ${caseId} and agreement_id = ${agreementId} order by position`);
  const list = terms.map(({ wording }, at) => `${at + 1}. ${wording}`);
  // The ledger keeps 5,000 characters; the terms themselves stand unchanged from the day they are proposed.
  return ['Do you agree to what is written in this agreement?', ...list].join('\n').slice(0, 5000);
}

/** The days on which something of an agreement falls due, instalments too. */
export async function dueDaysOf(db: Db, caseId: CaseId, agreementId: AgreementId): Promise<readonly PlainDate[]> {
  const days = await db.rows(sql<{ day: PlainDate }>`
    select a.due_on as day from app.amends a where a.case_id = ${caseId} and a.agreement_id = ${agreementId} and a.due_on is not null
    union
    select i.due_on from app.amends_instalments i
      join app.amends a on a.service_id = i.service_id and a.case_id = i.case_id and a.id = i.amends_id
     where a.case_id = ${caseId} and a.agreement_id = ${agreementId} order by day`);
  return days.map(({ day }) => day);
}

/** How many promises stand where, over all cases the reader may see. */
export interface AmendsFigures {
  readonly owed: number;
  readonly late: number;
  readonly done: number;
  readonly notDone: number;
  readonly released: number;
}

/** Counts promises of agreements that were made; one that a new version took over is counted there. */
export async function amendsFigures(db: Db): Promise<AmendsFigures> {
  const row = await db.row(sql<AmendsFigures>`
    select count(*) filter (where a.status = 'owed') as owed, count(*) filter (where a.status = 'late') as late,
           count(*) filter (where a.status = 'done') as done, count(*) filter (where a.status = 'not-done') as "notDone",
           count(*) filter (where a.status = 'released') as released
      from app.amends a
      join app.agreements g on g.service_id = a.service_id and g.case_id = a.case_id and g.id = a.agreement_id
     where (g.status in ('agreed', 'ended') or (g.status = 'replaced' and a.settled_on is not null))
       and a.case_id not in (${countedApart})`);
  return row ?? { owed: 0, late: 0, done: 0, notDone: 0, released: 0 };
}

/** The terms of an agreement on their way to each of its parties. (PRO-6) */
export async function wordsOfTerms(
  db: Db,
  caseId: CaseId,
  { id, parties, amends }: Agreement,
): Promise<readonly OnTheirWay[]> {
  const readers = parties.map(({ participantId }) => participantId);
  const words = amends.map(({ wording, proof }) => `${wording}\n${proof}`).join('\n');
  return toEach(readers, { way: 'agreement-terms', aboutId: id, words }, await namesKnown(db, caseId));
}
