import { randomUUID } from 'node:crypto';
import {
  answerTerms,
  chooseOwnUpdates,
  draftAgreement,
  endAgreement,
  proposeAgreement,
} from '#journey/agreement/actions.ts';
import { addAmends, recordProgress, settleAmends, type Which } from '#journey/amends/actions.ts';
import { planInstalments, type Rhythm } from '#journey/amends/rules.ts';
import { type AmendsKind } from '#vocabulary/agreements.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { AmendsId } from '#vocabulary/ids.ts';
import type { Life } from './life.ts';
import type { Step } from './story.ts';

/** What somebody promises, in the words of the agreement. */
export interface Pledge {
  readonly kind: AmendsKind;
  readonly words: string;
  /** To whom; left out, to the community. */
  readonly to?: string;
  readonly pounds?: number;
  readonly parts?: readonly [number, Rhythm];
  readonly hours?: number;
  /** Days after it was written; left out for what has no last day. */
  readonly within?: number;
  readonly proof?: string;
}

/** An agreement of one person responsible is written and put before everybody whom it names. */
export function proposes(responsible: string, ...pledges: readonly Pledge[]): Step {
  return async (life) => {
    const id = await life.byLead((hand) => draftAgreement(hand, life.id(responsible)));
    const amends: AmendsId[] = [];
    for (const pledge of pledges) {
      const amendsId = randomUUID() as AmendsId;
      await life.byLead((hand) =>
        addAmends(hand, { agreementId: id, amendsId }, promisedBy(life, responsible, pledge)),
      );
      amends.push(amendsId);
    }
    await life.byLead((hand) => proposeAgreement(hand, id));
    life.threads.agreements.set(responsible, { id, amends });
  };
}

function promisedBy(life: Life, responsible: string, pledge: Pledge) {
  const { kind, words: wording, to, pounds, parts, hours, within, proof = '' } = pledge;
  const pence = pounds === undefined ? null : Math.round(pounds * 100);
  const [count, rhythm] = parts ?? [1, 'month' as const];
  const firstOn = plusDays(life.today, 14);
  const instalments = pence === null || parts === undefined ? [] : planInstalments(pence, count, firstOn, rhythm);
  const last = instalments.at(-1)?.dueOn ?? (within === undefined ? null : plusDays(life.today, within));
  return {
    ...{ kind, wording, pence, instalments, proof, dueOn: last },
    owedById: life.id(responsible),
    owedToId: to === undefined ? null : life.id(to),
    minutes: hours === undefined ? null : Math.round(hours * 60),
  };
}

/** These people say yes to the terms; a guardian says it too for a child. With the last yes it is made. */
export function agreeTo(responsible: string, ...parties: readonly string[]): Step {
  return async (life) => {
    const { id } = agreementOf(life, responsible);
    for (const called of parties) {
      const said = { participantId: life.id(called), answer: 'given', askAfter: null, saidOn: life.today } as const;
      await life.byLead((hand) => answerTerms(hand, id, { ...said, speaker: 'self', how: 'in-person' }));
      if (!life.isChild(called)) continue;
      await life.byLead((hand) => answerTerms(hand, id, { ...said, speaker: 'guardian', how: 'in-person' }));
    }
  };
}

function agreementOf(life: Life, responsible: string) {
  const found = life.threads.agreements.get(responsible);
  if (!found) throw new Error(`${life.story.key}: ${responsible} has no agreement`);
  return found;
}

function whichOf(life: Life, responsible: string, place: number): Which {
  const { id, amends } = agreementOf(life, responsible);
  const amendsId = amends[place];
  if (amendsId === undefined) throw new Error(`${life.story.key}: ${responsible} promised less than that`);
  return { agreementId: id, amendsId };
}

interface Towards {
  readonly pounds?: number;
  readonly hours?: number;
  readonly note?: string;
  readonly evidence?: string;
}

/** Something is done towards a promise, counted by staff from what shows it. */
export function progress(
  responsible: string,
  place: number,
  { pounds, hours, note = '', evidence = '' }: Towards,
): Step {
  return async (life) => {
    const done = {
      ...{ note, evidence, happenedOn: life.today, id: randomUUID() },
      pence: pounds === undefined ? null : Math.round(pounds * 100),
      minutes: hours === undefined ? null : Math.round(hours * 60),
    };
    await life.byLead((hand) => recordProgress(hand, whichOf(life, responsible, place), done));
  };
}

/** Who owes says on their own page what they did. */
export function saysProgress(responsible: string, place: number, words: string): Step {
  return async (life) => {
    const done = { id: randomUUID(), happenedOn: life.today, pence: null, minutes: null, note: words, evidence: '' };
    await life.asParticipant(responsible, (hand) => recordProgress(hand, whichOf(life, responsible, place), done));
  };
}

/** Staff settle a promise: done, late, or not done with the reason. */
export function settles(responsible: string, place: number, status: 'done' | 'late' | 'not-done', because = ''): Step {
  return async (life) => {
    const settlement = { status, on: life.today, because };
    await life.byLead((hand) => settleAmends(hand, whichOf(life, responsible, place), settlement));
  };
}

/** Whom it is owed to lets a promise go. */
export function letsGo(called: string, responsible: string, place: number, because: string): Step {
  return async (life) => {
    const settlement = { status: 'released', on: life.today, because } as const;
    await life.asParticipant(called, (hand) => settleAmends(hand, whichOf(life, responsible, place), settlement));
  };
}

/** Somebody would rather not hear how it goes. */
export function wantsNoNews(called: string, responsible: string): Step {
  return async (life) => {
    const own = { participantId: life.id(called), wants: false };
    const { id } = agreementOf(life, responsible);
    await life.asParticipant(called, (hand) => chooseOwnUpdates(hand, id, own));
  };
}

/** Everything promised is settled, and the agreement ends. */
export function endsAgreement(responsible: string): Step {
  return async (life) => {
    await life.byLead((hand) => endAgreement(hand, agreementOf(life, responsible).id));
  };
}
