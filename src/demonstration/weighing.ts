import { declareConflict, giveCase, takeCaseBack } from '#casefile/allocation/actions.ts';
import { weighComplexity } from '#casefile/cases/actions.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import { checkItems as checkThese, recordSession } from '#journey/preparation/actions.ts';
import { checkItems, noWords, type Topic, type Words } from '#journey/preparation/rules.ts';
import { writeStandIn } from '#journey/stand-in/actions.ts';
import type { StandIn } from '#journey/stand-in/rules.ts';
import { approveRisk, assessResponsibility, assessRisk, recordOrder, signOff } from '#journey/suitability/actions.ts';
import { riskAssessmentsOf } from '#journey/suitability/facts.ts';
import type { Factor, Occasion, OrderOnFile } from '#journey/suitability/rules.ts';
import { lookAtVenue, putZoneOnFile } from '#journey/zones/actions.ts';
import { zonesOf } from '#journey/zones/facts.ts';
import type { ZoneOnFile } from '#journey/zones/rules.ts';
import { allow } from '#platform/decision.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { Rating, ResidualRisk, ResponsibilityLevel } from '#vocabulary/suitability.ts';
import type { Life } from './life.ts';
import type { Step } from './story.ts';
import type { StaffKey } from './staff-cast.ts';
import { refreshSafety } from './talking.ts';
import { memberOf, staffIdOf } from './world.ts';

/** How far somebody takes responsibility, and what that rests on. */
export function takes(called: string, level: ResponsibilityLevel, evidence: string): Step {
  return async (life) => {
    const assessedBy = staffIdOf(life.world.serviceId, life.lead);
    const assessment = { participantId: life.id(called), level, evidence, assessedOn: life.today, assessedBy };
    await life.byLead((hand) => assessResponsibility(hand, assessment));
  };
}

/** The supervisor lets somebody go on who takes responsibility only in part. */
export function signsOff(called: string, reason: string): Step {
  return async (life) => {
    const by = { staffId: staffIdOf(life.world.serviceId, 'priya'), isSupervisor: true };
    await life.asStaff('priya', (hand) => signOff(hand, life.id(called), { by, reason }));
  };
}

/** Somebody takes part in the place of whoever was harmed. */
export function standsIn(called: string, how: StandIn): Step {
  return async (life) => {
    await life.byLead((hand) => writeStandIn(hand, life.id(called), how));
  };
}

/** One thing that could make it risky; a rating above low has what was done about it. */
export type Worry = readonly [factor: string, rating: Rating, about: string | null, reason: string, planned?: string];

export interface Weighed {
  readonly reasons: string;
  readonly strengths?: string;
  readonly worries?: readonly Worry[];
  readonly occasion?: Occasion;
  readonly holdsFor?: number;
}

/** A risk assessment; what was planned against its factors is done on the day unless the story says otherwise. */
export function risk(residual: ResidualRisk, weighed: Weighed): Step {
  return async (life) => {
    const { reasons, strengths = '', worries = [], occasion = 'after-first-meeting', holdsFor = 60 } = weighed;
    const writtenBy = staffIdOf(life.world.serviceId, life.lead);
    const assessment = {
      ...{ occasion, residual, reasons, strengths, assessedOn: life.today, writtenBy },
      reviewBy: plusDays(life.today, holdsFor),
      factors: worries.map((worry) => factorOf(life, worry)),
    };
    const facilitators = life.story.team.map((key) => staffIdOf(life.world.serviceId, key));
    await life.byLead((hand) => assessRisk(hand, assessment, facilitators));
  };
}

function factorOf(life: Life, [factor, rating, about, reason, planned]: Worry): Factor {
  const ownerId = staffIdOf(life.world.serviceId, life.lead);
  const mitigation = { words: planned ?? '', ownerId, dueOn: life.today, doneOn: life.today };
  return {
    ...{ factor, rating, reason },
    aboutId: about === null ? null : life.id(about),
    mitigations: planned === undefined ? [] : [mitigation],
  };
}

/** The supervisor approves the newest assessment, which says high. */
export function approvesRisk(): Step {
  return async (life) => {
    const assessments = await life.byLead(async (hand) => allow(await riskAssessmentsOf(hand, hand.caseId as CaseId)));
    const by = { staffId: staffIdOf(life.world.serviceId, 'priya'), isSupervisor: true };
    await life.asStaff('priya', (hand) => approveRisk(hand, assessments[0]?.id ?? '', by));
  };
}

/** A legal order on file; it shuts every gate it covers. */
export function order(
  restrains: string,
  protects: string,
  paper: Pick<OrderOnFile, 'kind' | 'documentReference'> & { readonly since: number; readonly until: number | null },
): Step {
  return async (life) => {
    const { kind, documentReference, since, until } = paper;
    const onFile: OrderOnFile = {
      ...{
        kind,
        documentReference,
        covers: 'all',
        permissionReference: '',
        permissionFrom: null,
        permissionUntil: null,
      },
      restrainsId: life.id(restrains),
      protectsId: life.id(protects),
      startsOn: life.day(since),
      endsOn: until === null ? null : life.day(until),
    };
    await life.byLead((hand) => recordOrder(hand, onFile));
  };
}

/** A place on file that somebody may not go to, and a venue that was looked at. */
export function keepsOut(
  restrains: string,
  protects: string,
  zone: Pick<ZoneOnFile, 'named' | 'documentReference'> & {
    readonly since: number;
    readonly until: number | null;
    readonly venue: string;
    readonly isClear: boolean;
  },
): Step {
  return async (life) => {
    const { named, documentReference, since, until, venue, isClear } = zone;
    const [restrainsId, protectsId] = [life.id(restrains), life.id(protects)];
    const days = { startsOn: life.day(since), endsOn: until === null ? null : life.day(until) };
    const venueId = life.world.venues.get(venue);
    if (!venueId) throw new Error(`${venue} is not in the register`);
    await life.byLead((hand) => putZoneOnFile(hand, { restrainsId, protectsId, named, documentReference, ...days }));
    await life.byLead(async (hand) => {
      const [onFile] = await zonesOf(hand, hand.caseId as CaseId);
      return lookAtVenue(hand, onFile?.id ?? '', { venueId, isClear });
    });
  };
}

/** A preparation session of somebody harmed, in their words. */
export function harmedSays(called: string, minutes: number, words: Partial<Record<Topic, string>>): Step {
  return session(called, 'harmed', minutes, words);
}

/** A preparation session of somebody responsible, in their words. */
export function responsibleSays(called: string, minutes: number, words: Partial<Record<Topic, string>>): Step {
  return session(called, 'responsible', minutes, words);
}

function session(called: string, part: Part, minutes: number, said: Partial<Words>): Step {
  return async (life) => {
    const words = { ...noWords, ...said };
    const held = { participantId: life.id(called), part, heldOn: life.today, minutes, words };
    await life.byLead((hand) => recordSession(hand, held));
    await refreshSafety(life, called);
  };
}

/** Everything on the checklist of these people is done, but for what the story leaves open. */
export function ready(called: string, ...but: readonly (typeof checkItems)[number][]): Step {
  return async (life) => {
    const by = { staffId: staffIdOf(life.world.serviceId, life.lead), isSupervisor: false };
    const done = checkItems
      .filter((item) => !but.includes(item))
      .map((item) => ({ participantId: life.id(called), item, answer: 'done' as const, waivedBecause: '', by }));
    await life.byLead((hand) => checkThese(hand, done));
    await refreshSafety(life, called);
  };
}

/** The supervisor leaves one item of the checklist out, with a reason. */
export function waives(called: string, item: (typeof checkItems)[number], waivedBecause: string): Step {
  return async (life) => {
    const by = { staffId: staffIdOf(life.world.serviceId, 'priya'), isSupervisor: true };
    const waiver = { participantId: life.id(called), item, answer: 'waived' as const, waivedBecause, by };
    await life.asStaff('priya', (hand) => checkThese(hand, [waiver]));
  };
}

/** What makes a case complex. */
export function complexBecause(...signs: readonly ComplexSign[]): Step {
  return async (life) => {
    await life.byLead((hand) => weighComplexity(hand, signs, [], memberOf(life.world, life.lead)));
  };
}

/** Somebody knows a person in the case, and another takes over. */
export function conflictOf(key: StaffKey, because: string): Step {
  return async (life) => {
    await life.asStaff(key, (hand) => declareConflict(hand, staffIdOf(life.world.serviceId, key), because));
  };
}

/** Another facilitator joins, or leads where nobody does. */
export function joins(key: StaffKey, as: 'lead' | 'co'): Step {
  return async (life) => {
    const given = { staffId: staffIdOf(life.world.serviceId, key), as, overrideReason: '' };
    await life.asStaff('amara', (hand) => giveCase(hand, given, memberOf(life.world, 'amara')));
  };
}

/** Somebody stops working on the case. */
export function leaves(key: StaffKey): Step {
  return async (life) => {
    await life.asStaff('amara', (hand) => takeCaseBack(hand, staffIdOf(life.world.serviceId, key)));
  };
}
