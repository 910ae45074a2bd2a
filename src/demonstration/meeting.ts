import { guardianOf } from '#casefile/people/facts.ts';
import { sayTimes } from '#journey/availability/actions.ts';
import type { PartOfDay, Weekday } from '#journey/availability/rules.ts';
import * as day from '#journey/conference-day/actions.ts';
import * as actions from '#journey/conference/actions.ts';
import { conferencesOf } from '#journey/conference/facts.ts';
import type { Wish } from '#journey/conference/rules.ts';
import { allow } from '#platform/decision.ts';
import { atHour } from '#service/notices/facts.ts';
import { isLive, type ConferenceMode, type Plan } from '#vocabulary/conference.ts';
import type { AttendeeId, CaseId, ConferenceId } from '#vocabulary/ids.ts';
import type { Life } from './life.ts';
import { passTime } from './passing-time.ts';
import type { Step } from './story.ts';
import { companionNamed } from './talking.ts';
import { staffIdOf } from './world.ts';

export interface Gathering {
  readonly mode?: ConferenceMode;
  readonly day: number;
  readonly hour: number;
  readonly minutes?: number;
  readonly venue?: string;
}

/** On whose side, how the others are told of them, and for somebody beside them how those are called. */
export type Coming = readonly [called: string, shownAs: string, companion?: string];

function conferenceOf(life: Life): ConferenceId {
  if (life.threads.conference === undefined) throw new Error(`${life.story.key}: no conference is planned`);
  return life.threads.conference;
}

function wishOf(life: Life, { mode = 'meeting', day, hour, minutes = 120, venue }: Gathering): Wish {
  const { serviceId, venues } = life.world;
  const venueId = venue === undefined ? null : venues.get(venue);
  if (venueId === undefined) throw new Error(`${life.story.key}: no venue is called ${venue}`);
  const [leadId, coId] = [staffIdOf(serviceId, life.lead), staffIdOf(serviceId, life.co)];
  return { mode, venueId, startsAt: atHour(life.day(day), hour), minutes, leadId, coId };
}

/** Somebody says on which days of the week a meeting could be. */
export function couldMeet(called: string, on: readonly Weekday[], parts: readonly PartOfDay[], words: string): Step {
  return async (life) => {
    const voice = { saidBy: 'self', how: 'by-phone', saidOn: life.today } as const;
    const said = { what: 'could', on, parts, words } as const;
    await life.byLead((hand) => sayTimes(hand, { participantId: life.id(called), voice }, said));
  };
}

/** A conference is planned, with everybody who would come. */
export function plansConference(gathering: Gathering, ...coming: readonly Coming[]): Step {
  return async (life) => {
    life.threads.conference = await life.byLead((hand) => actions.planConference(hand, wishOf(life, gathering)));
    life.threads.comes.clear();
    for (const [called, shownAs, companion] of coming) {
      const companionId = companion === undefined ? null : (await companionNamed(life, companion)).id;
      const who = { participantId: life.id(called), companionId, shownAs };
      const id = await life.byLead((hand) => day.addAttendee(hand, conferenceOf(life), who));
      life.threads.comes.set(companion ?? called, id);
    }
  };
}

/** Each side says how the others are told of it, and then everybody is asked about everybody else. */
export function asksEveryone(): Step {
  return async (life) => {
    for (const { called, attendeeId, isOwn } of await asked(life)) {
      if (isOwn) await answer(life, called, attendeeId, 'given');
    }
    await life.byLead((hand) => actions.askEveryone(hand, conferenceOf(life)));
  };
}

/** Everybody agrees to everybody of the other side. */
export function everyoneAgrees(): Step {
  return async (life) => {
    for (const { called, attendeeId, isOwn } of await asked(life)) {
      if (!isOwn) await answer(life, called, attendeeId, 'given');
    }
  };
}

interface Asked {
  readonly called: string;
  readonly attendeeId: AttendeeId;
  readonly isOwn: boolean;
}

async function current(life: Life) {
  const all = await life.byLead(async (hand) => allow(await conferencesOf(hand, hand.caseId as CaseId)));
  const found = all.find(({ id }) => id === conferenceOf(life));
  if (!found) throw new Error(`${life.story.key}: the conference is gone`);
  return found;
}

async function asked(life: Life): Promise<readonly Asked[]> {
  const { attendees } = await current(life);
  const sides = [...life.who].filter(([, id]) => attendees.some(({ participantId }) => participantId === id));
  return sides.flatMap(([called, id]) =>
    attendees.map(({ id: attendeeId, participantId }) => ({ called, attendeeId, isOwn: participantId === id })),
  );
}

async function answer(life: Life, called: string, attendeeId: AttendeeId, said: 'given' | 'declined'): Promise<void> {
  const participantId = life.id(called);
  const own = { participantId, guardianId: null, attendeeId, answer: said, how: 'in-person' } as const;
  await life.byLead((hand) => day.answerAttendance(hand, own));
  if (!life.isChild(called)) return;
  await life.byLead(async (hand) => {
    const guardianId = await guardianOf(hand, participantId);
    return day.answerAttendance(hand, { ...own, guardianId });
  });
}

export function books(): Step {
  return async (life) => {
    await life.byLead((hand) => actions.bookConference(hand, conferenceOf(life)));
  };
}

/** Planned, asked, agreed and booked on one day, as it often goes when both sides were well prepared. */
export function arranges(gathering: Gathering, ...coming: readonly Coming[]): Step {
  return async (life) => {
    for (const step of [plansConference(gathering, ...coming), asksEveryone(), everyoneAgrees(), books()]) {
      await step(life);
    }
  };
}

/** The plan for the day, approved by the other facilitator; ground rules accepted; arrivals and rooms apart. */
export function preparesTheDay(plan: Plan, rooms: Readonly<Record<string, string>>): Step {
  return async (life) => {
    const id = conferenceOf(life);
    const { attendees, startsAt, mode } = await current(life);
    await life.byLead((hand) => day.writePlan(hand, id, plan));
    const by = { staffId: staffIdOf(life.world.serviceId, life.co), isSupervisor: life.co === 'priya' };
    await life.asStaff(life.co, (hand) => day.approvePlan(hand, id, by));
    await life.byLead((hand) =>
      day.acceptGroundRules(
        hand,
        id,
        attendees.map((each) => each.id),
      ),
    );
    if (mode === 'video') return;
    const sides = [...life.who.values()];
    const arrivals = attendees.map((each) => {
      const minutes = 15 * (1 + sides.indexOf(each.participantId));
      const called = [...life.who].find(([, who]) => who === each.participantId)?.[0] ?? '';
      const arrivesAt = new Date(startsAt.getTime() - minutes * 60_000);
      return {
        attendeeId: each.id,
        arrivesAt,
        waitsIn: rooms[called] ?? `Room ${sides.indexOf(each.participantId) + 1}`,
      };
    });
    await life.byLead((hand) => day.setArrivals(hand, id, arrivals));
  };
}

/** They meet, at the time that was booked; everybody came but whom the story leaves out. */
export function meets(happened: string, ...stayedAway: readonly string[]): Step {
  return async (life) => {
    const { endsAt } = await current(life);
    await passTime(life, new Date(endsAt.getTime() + 45 * 60_000));
    const came = [...life.threads.comes].filter(([name]) => !stayedAway.includes(name)).map(([, id]) => id);
    await life.byLead((hand) => day.holdConference(hand, conferenceOf(life), { came, happened }));
  };
}

export function cancels(reason: string): Step {
  return async (life) => {
    if (!isLive(await current(life))) return;
    await life.byLead((hand) => actions.cancelConference(hand, conferenceOf(life), reason));
  };
}

/** Put off to another time; who comes stays, and everybody is asked again about the new day. */
export function postpones(reason: string, to: Gathering): Step {
  return async (life) => {
    const wish = wishOf(life, to);
    const old = conferenceOf(life);
    life.threads.conference = await life.byLead((hand) => actions.postponeConference(hand, old, { reason, wish }));
    for (const { id, participantId, companionId } of (await current(life)).attendees) {
      const called = [...life.who].find(([, who]) => who === participantId)?.[0] ?? '';
      if (companionId === null) life.threads.comes.set(called, id);
    }
  };
}

/** Somebody asks on their own page for another time. */
export function asksForAnotherTime(called: string): Step {
  return async (life) => {
    await life.asParticipant(called, (hand) => actions.askForAnotherTime(hand, conferenceOf(life), life.id(called)));
  };
}
