import { approachesOf, incidentOf, isChildOn, participantsOf } from '#casefile/cases/facts.ts';
import { companionsOf, detailsOf, isOld, safeContactsOf } from '#casefile/people/facts.ts';
import { placesForWriter, placesOfWhoStays, protectedValuesOf } from '#casefile/protection/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { whatIsSafeOn, type Referral } from '#journey/referral/facts.ts';
import { othersOf, type Other } from '#journey/triage/facts.ts';
import { ownName } from '#service/staff/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about, agrees } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import type { CaseKind } from '#vocabulary/parts.ts';
import { typedOf, type Pack, type Packed, type Staying } from '#vocabulary/pack.ts';
import {
  askedOf,
  type Asked,
  type Because,
  type MoveAnswer,
  type OfferStatus,
  type OnReferral,
  type TransferStatus,
  type Where,
  type Why,
} from './rules.ts';

export interface Transfer extends Where {
  readonly id: string;
  readonly why: Why;
  readonly status: TransferStatus;
  readonly because: Because | null;
  readonly offeredAt: Date;
  readonly answeredAt: Date | null;
  readonly sentAt: Date | null;
  readonly receivedBy: string;
  readonly receivedOn: PlainDate | null;
}

const transfer = sql`id, to_service_id as "toServiceId", to_name as "toName", why, status, because, offered_at as "offeredAt",
  answered_at as "answeredAt", sent_at as "sentAt", received_by as "receivedBy", received_on as "receivedOn"`;

/** The transfers of a case, the newest first. */
export async function transfersOf(db: Db, caseId: CaseId): Promise<readonly Transfer[]> {
  return db.rows(sql<Transfer>`
    select ${transfer} from app.transfers where case_id = ${caseId} order by offered_at desc, id limit 50`);
}

/** The transfers of a referral, the newest first. */
export async function transfersOfReferral(db: Db, id: ReferralId): Promise<readonly Transfer[]> {
  return db.rows(sql<Transfer>`
    select ${transfer} from app.referral_transfers where referral_id = ${id} order by offered_at desc, id limit 50`);
}

/** What a participant is asked about now: to which service. */
export async function askedOfMe(db: Db, caseId: CaseId): Promise<Pick<Transfer, 'id' | 'toName'> | undefined> {
  return db.row(sql<Pick<Transfer, 'id' | 'toName'>>`
    select id, to_name as "toName" from app.transfers where case_id = ${caseId} and status in ('offered', 'accepted')`);
}

export interface OtherService {
  readonly id: ServiceId;
  readonly name: string;
  readonly areaName: string;
}

/** The services beside one's own: what each says of itself to everybody. */
export async function servicesBeside(db: Db): Promise<readonly OtherService[]> {
  return db.rows(sql<OtherService>`select id, name, area_name as "areaName" from app.services_beside()`);
}

/** How everybody in a case stands to a move. */
export async function askedAbout(
  db: Db,
  caseId: CaseId,
  transferId: string,
  today: PlainDate,
): Promise<readonly Asked[]> {
  const participants = await participantsOf(db, caseId);
  const stands = await ledgerOf(db, caseId);
  const approaches = await approachesOf(db, caseId);
  const children = participants.filter((each) => isChildOn(each, today)).map(({ id }) => id);
  const subject = about('move', { itemId: transferId });
  return participants.map(({ id, called, personId }): Asked => {
    const theirs = stands.filter(
      (stand) => stand.participantId === id && stand.purpose === 'move' && stand.itemId === transferId,
    );
    const own = theirs.findLast(({ guardianId }) => guardianId === null)?.answer;
    const guardian = theirs.findLast(({ guardianId }) => guardianId !== null)?.answer;
    const wasSpokenWith = approaches.some((each) => each.participantId === id && each.approachedOn !== null);
    const person = { id, called, isPerson: personId !== null, wasSpokenWith };
    if (agrees({ stands, children }, id, subject)) return { ...person, answer: 'yes' };
    if (own === undefined) return { ...person, answer: 'unasked' };
    if (own === 'given' && guardian === undefined) return { ...person, answer: 'guardian-unasked' };
    return { ...person, answer: own === 'not-now' ? 'not-now' : 'no' };
  });
}

/** How everybody of a referral that waits stands to a move. */
export async function askedOnReferral(db: Db, referral: Referral, transferId: string): Promise<readonly Asked[]> {
  const answers = await db.rows(sql<MoveAnswer>`
    select about_id as "aboutId", speaker, answer from app.move_answers
     where transfer_id = ${transferId} order by seq limit 500`);
  return askedOf(await peopleOn(db, referral), answers);
}

/** Everybody of a referral, whoever is referred first. */
export async function peopleOn(db: Db, referral: Referral): Promise<readonly OnReferral[]> {
  const { id, called, isUnder18 } = referral;
  const others = (await othersOf(db, referral.id)).map((other) => ({
    ...{ id: other.id, isUnder18: other.isUnder18, isPerson: other.kind === 'person' },
    called: other.called || other.fullName,
  }));
  return [{ id, called, isUnder18, isPerson: true }, ...others];
}

/** A case or a referral that another service offers to this one. */
export interface Offer {
  readonly id: string;
  readonly fromServiceId: ServiceId;
  /** Null of a referral that waits there. */
  readonly fromCaseId: CaseId | null;
  readonly fromReferralId: ReferralId | null;
  readonly fromName: string;
  readonly kind: CaseKind | null;
  readonly why: Why;
  readonly status: OfferStatus;
  readonly because: Because | null;
  readonly offeredAt: Date;
  readonly referralId: ReferralId | null;
}

const offer = sql`id, from_service_id as "fromServiceId", from_case_id as "fromCaseId", from_referral_id as "fromReferralId", from_name as "fromName", kind, why, status,
  because, offered_at as "offeredAt", referral_id as "referralId"`;

/** What other services offer to this one, the newest first. */
export async function offersTo(db: Db): Promise<readonly Offer[]> {
  return db.rows(sql<Offer>`select ${offer} from app.transfer_offers order by offered_at desc, id limit 100`);
}

/** One offer, locked so that two people answer one after the other. */
export async function holdOffer(hand: Hand, id: string): Promise<Offer | undefined> {
  return hand.row(sql<Offer>`
    select ${offer} from app.transfer_offers where service_id = ${hand.serviceId} and id = ${id} for update`);
}

/** What goes with a case, of whoever says yes at this moment and of nobody else. (TRF-4) */
export async function packFrom(
  db: Db,
  {
    caseId,
    kind,
    transferId,
    today,
  }: Pick<Pack, 'kind'> & {
    readonly caseId: CaseId;
    readonly transferId: string;
    readonly today: PlainDate;
  },
): Promise<Pack> {
  const asked = await askedAbout(db, caseId, transferId, today);
  const yes = asked.filter(({ answer }) => answer === 'yes').map((each) => each.id);
  const incident = await incidentOf(db, caseId);
  return {
    fromName: await ownName(db),
    kind,
    incident: {
      kind: incident?.kind ?? 'other',
      happenedOn: incident?.happenedOn ?? null,
      // Whose words they are is not written down with them: they go where everybody agrees.
      words: yes.length === asked.length ? (incident?.summary ?? '') : '',
    },
    people: (await packed(db, caseId, yes, today)).map(({ participantId: _, ...each }) => each),
  };
}

/** Where what would go with a case holds something of somebody who does not go along. (TRF-9) */
export async function stayingIn(
  db: Db,
  caseId: CaseId,
  transferId: string,
  today: PlainDate,
): Promise<readonly Staying[]> {
  const going = (await askedAbout(db, caseId, transferId, today))
    .filter(({ answer }) => answer === 'yes')
    .map(({ id }) => id);
  if (going.length === 0) return [];
  const people = await packed(db, caseId, going, today);
  const values = await protectedValuesOf(db, caseId);
  // The words of what happened go where everybody goes along: nobody is left of whom they could tell.
  return people.flatMap((each) =>
    typedOf(each).flatMap((words) =>
      placesOfWhoStays(words, values, { owner: each.participantId, going }).map(({ before, marked, after }) => ({
        ...{ called: each.called, before, marked, after },
      })),
    ),
  );
}

type PackedOfCase = Packed & { readonly participantId: ParticipantId };

async function packed(
  db: Db,
  caseId: CaseId,
  ids: readonly string[],
  today: PlainDate,
): Promise<readonly PackedOfCase[]> {
  const [parts, details] = [await participantsOf(db, caseId), await detailsOf(db, caseId)];
  const [reach, companions] = [await safeContactsOf(db, caseId), await companionsOf(db, caseId)];
  return ids.flatMap((id): readonly PackedOfCase[] => {
    const their = details.find(({ participantId }) => participantId === id);
    const { safe, points } = reach.find(({ participantId }) => participantId === id) ?? { safe: null, points: [] };
    if (!their) return [];
    const at = (channel: 'phone' | 'email' | 'post') =>
      points.find((point) => point.channel === channel && point.isInUse && point.checkedOn !== null)?.value ?? '';
    const guardian = companions.find(({ participantId, kind }) => participantId === id && kind === 'guardian');
    const part = parts.find((each) => each.id === id)?.parts[0] ?? 'harmed';
    return [
      {
        ...their,
        part,
        kind: their.personId === null ? 'organisation' : 'person',
        guardianName: guardian?.fullName ?? '',
        phone: at('phone'),
        email: at('email'),
        post: at('post'),
        safe: safe === null || isOld(safe, today) ? null : safe,
      },
    ];
  });
}

/** What goes with a referral that waited, of whoever says yes at this moment and of nobody else. (TRF-4) */
export async function packFromReferral(db: Db, referral: Referral, transferId: string): Promise<Pack> {
  const asked = await askedOnReferral(db, referral, transferId);
  const goes = (id: string) => asked.some((each) => each.id === id && each.answer === 'yes');
  const others = (await othersOf(db, referral.id)).filter(({ id }) => goes(id)).map(packedOther);
  const isOwn = referral.source === 'self';
  return {
    fromName: await ownName(db),
    kind: null,
    incident: {
      kind: referral.incidentKind,
      happenedOn: referral.happenedOn,
      // What somebody wrote to us themselves is theirs to take along; what anybody else said of it they were not asked about.
      words: isOwn ? referral.whatHappened : '',
    },
    people: goes(referral.id) ? [packedReferred(referral), ...others] : others,
  };
}

/**
 * Where what would go with a referral holds something of somebody who does not go along. Whoever wrote to us themselves takes along what
 * they wrote, as they were asked; what they wrote is no secret in the rest either. (TRF-9)
 */
export async function stayingOnReferral(db: Db, referral: Referral, transferId: string): Promise<readonly Staying[]> {
  const asked = await askedOnReferral(db, referral, transferId);
  const goes = (id: string) => asked.some((each) => each.id === id && each.answer === 'yes');
  const others = await othersOf(db, referral.id);
  const held = others
    .filter(({ id }) => !goes(id))
    .flatMap(({ fullName, called, phone }) => [
      { kind: 'name', value: fullName } as const,
      { kind: 'first-name', value: called } as const,
      { kind: 'phone', value: phone } as const,
    ]);
  const { whatHappened, whenWords, whereWords, otherPeopleWords, hopes } = referral;
  const wrote =
    referral.source === 'self' ? [whatHappened, whenWords, whereWords, otherPeopleWords, hopes].join('\n') : '';
  const people = [
    ...(goes(referral.id) ? [{ ...packedReferred(referral), wrote }] : []),
    ...others.filter(({ id }) => goes(id)).map((other) => ({ ...packedOther(other), wrote: '' })),
  ];
  return people.flatMap((each) =>
    typedOf(each).flatMap((words) =>
      placesForWriter(words, held, each.wrote).map(({ before, marked, after }) => ({
        ...{ called: each.called, before, marked, after },
      })),
    ),
  );
}

function packedReferred(referral: Referral): Packed {
  const { part, fullName, called, pronouns, dateOfBirth, isUnder18, guardianName, phone, email, address } = referral;
  const { language, needsInterpreter, accessNeeds } = referral;
  return {
    ...{ kind: 'person', part, fullName, called, pronouns, dateOfBirth, isUnder18, guardianName },
    ...{ language, needsInterpreter, accessNeeds, contactRole: '', phone, email, post: address },
    safe: whatIsSafeOn(referral),
  };
}

// Nobody has said yet how it is safe to reach somebody beside whoever is referred: that is asked there.
function packedOther({ kind, part, fullName, called, isUnder18, contactRole, phone }: Other): Packed {
  return {
    ...{ kind, part, fullName, called, pronouns: '', dateOfBirth: null, isUnder18, guardianName: '', contactRole },
    ...{ language: '', needsInterpreter: false, accessNeeds: '', phone, email: '', post: '', safe: null },
  };
}
