import { incidentOf, participantsOf } from '#casefile/cases/facts.ts';
import { detailsOf, guardianNamesOf, isOld, safeContactsOf } from '#casefile/people/facts.ts';
import { placesForWriter, placesOfWhoStays, protectedValuesOf } from '#casefile/protection/facts.ts';
import { ownOnReferral, whatIsSafeOn, type OwnOnReferral, type Referral } from '#journey/referral/facts.ts';
import { othersOf, type Other } from '#journey/triage/facts.ts';
import { ownName } from '#service/staff/facts.ts';
import type { Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import { typedOf, type Pack, type Packed, type Staying } from '#vocabulary/pack.ts';

/** Somebody of a case, or of a referral that waits, as whom it is read what goes with them. */
export type WhoGoes = { readonly serviceId: ServiceId } & (
  | { readonly caseId: CaseId; readonly id: ParticipantId }
  | { readonly referralId: ReferralId; readonly id: string }
);

/** Reads as somebody who goes along: of anybody else nothing is there. (PCK-1) */
export type AsWhoGoes = <Answer>(who: WhoGoes, work: (db: Db) => Promise<Answer>) => Promise<Answer>;

/** As whom the database is asked for what goes with somebody. */
export function signedAs({ serviceId, ...who }: WhoGoes) {
  return 'caseId' in who
    ? ({ login: 'tp_participant', kind: 'participant', serviceId, caseId: who.caseId, id: who.id } as const)
    : ({
        login: 'tp_participant',
        kind: 'visitor',
        serviceId,
        caseId: '',
        id: `goes_${who.referralId}_${who.id}`,
      } as const);
}

/** Who goes along: by id, and whether that is everybody. */
export interface Along {
  readonly ids: readonly string[];
  readonly isEverybody: boolean;
}

/**
 * What goes with a case, of whoever goes along and of nobody else. Which part they have and what happened is read here; everything
 * else of each as that person, so that nothing of anybody else can be in it. (PCK-1)
 */
export async function packFrom(
  db: Db,
  of: Pick<Pack, 'kind'> & { readonly serviceId: ServiceId; readonly caseId: CaseId; readonly today: PlainDate },
  along: Along,
  asWhoGoes: AsWhoGoes,
): Promise<Pack> {
  const { serviceId, caseId, kind, today } = of;
  const people: PackedOfCase[] = [];
  for (const going of await goingAlong(db, caseId, along.ids)) {
    const who = { serviceId, caseId, id: going.id };
    people.push(...(await asWhoGoes(who, (own) => packed(own, caseId, [going], today))));
  }
  const incident = await incidentOf(db, caseId);
  return {
    fromName: await ownName(db),
    kind,
    incident: {
      kind: incident?.kind ?? 'other',
      happenedOn: incident?.happenedOn ?? null,
      // Whose words they are is not written down with them: they go where everybody agrees.
      words: along.isEverybody ? (incident?.summary ?? '') : '',
    },
    people: people.map(({ participantId: _, ...each }) => each),
  };
}

/** Where what would go with a case holds something of somebody who does not go along. (TRF-9) */
export async function stayingIn(
  db: Db,
  caseId: CaseId,
  ids: readonly string[],
  today: PlainDate,
): Promise<readonly Staying[]> {
  const along = await goingAlong(db, caseId, ids);
  if (along.length === 0) return [];
  const people = await packed(db, caseId, along, today);
  const values = await protectedValuesOf(db, caseId);
  // The words of what happened go where everybody goes along: nobody is left of whom they could tell.
  return people.flatMap((each) =>
    typedOf(each).flatMap((words) =>
      placesOfWhoStays(words, values, { owner: each.participantId, going: ids }).map(({ before, marked, after }) => ({
        ...{ called: each.called, before, marked, after },
      })),
    ),
  );
}

/** Somebody who goes along, and the part they have. */
interface Going {
  readonly id: ParticipantId;
  readonly part: Part;
}

async function goingAlong(db: Db, caseId: CaseId, ids: readonly string[]): Promise<readonly Going[]> {
  return (await participantsOf(db, caseId))
    .filter(({ id }) => ids.includes(id))
    .map(({ id, parts }) => ({ id, part: parts[0] ?? 'harmed' }));
}

type PackedOfCase = Packed & { readonly participantId: ParticipantId };

async function packed(
  db: Db,
  caseId: CaseId,
  along: readonly Going[],
  today: PlainDate,
): Promise<readonly PackedOfCase[]> {
  const details = await detailsOf(db, caseId);
  const [reach, guardians] = [await safeContactsOf(db, caseId), await guardianNamesOf(db, caseId)];
  return along.flatMap(({ id, part }): readonly PackedOfCase[] => {
    const their = details.find(({ participantId }) => participantId === id);
    const { safe, points } = reach.find(({ participantId }) => participantId === id) ?? { safe: null, points: [] };
    if (!their) return [];
    const at = (channel: 'phone' | 'email' | 'post') =>
      points.find((point) => point.channel === channel && point.isInUse && point.checkedOn !== null)?.value ?? '';
    const guardian = guardians.find(({ participantId }) => participantId === id);
    return [
      {
        ...{ participantId: id, part, fullName: their.fullName, called: their.called, pronouns: their.pronouns },
        ...{ dateOfBirth: their.dateOfBirth, isUnder18: their.isUnder18, contactRole: their.contactRole },
        ...{ language: their.language, needsInterpreter: their.needsInterpreter, accessNeeds: their.accessNeeds },
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

/**
 * What goes with a referral that waited, of whoever goes along: of whoever is referred what is on a closed list, and of the others each read
 * as themselves. (PCK-1, PCK-2)
 */
export async function packFromReferral(
  db: Db,
  serviceId: ServiceId,
  { referral, ids }: { readonly referral: Referral; readonly ids: readonly string[] },
  asWhoGoes: AsWhoGoes,
): Promise<Pack> {
  const own = ids.includes(referral.id) ? await ownOnReferral(db, referral.id) : undefined;
  const others: Packed[] = [];
  for (const { id } of await othersOf(db, referral.id)) {
    const who = { serviceId, referralId: referral.id, id };
    if (ids.includes(id)) {
      const theirs = await asWhoGoes(who, (asThem) => othersOf(asThem, referral.id));
      others.push(...theirs.filter((each) => each.id === id).map(packedOther));
    }
  }
  return {
    fromName: await ownName(db),
    kind: null,
    incident: {
      kind: referral.incidentKind,
      happenedOn: referral.happenedOn,
      // What somebody wrote to us themselves is theirs to take along; what anybody else said of it they were not asked about.
      words: own?.source === 'self' ? own.whatHappened : '',
    },
    people: own ? [packedReferred(own), ...others] : others,
  };
}

/**
 * Where what would go with a referral holds something of somebody who does not go along. Whoever wrote to us themselves takes along what
 * they wrote, as they were asked; what they wrote is no secret in the rest either. (TRF-9)
 */
export async function stayingOnReferral(
  db: Db,
  referral: Referral,
  ids: readonly string[],
): Promise<readonly Staying[]> {
  const goes = (id: string) => ids.includes(id);
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

function packedReferred(referral: OwnOnReferral): Packed {
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
