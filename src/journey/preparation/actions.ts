import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { allow, refuseAny, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { checksOf, sessionsOf, type CheckLine } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Takes a preparation session. The same session sent twice is one. */
export async function recordSession(
  hand: Hand,
  session: rules.Session,
): Promise<Decision<rules.Session, rules.CannotRecord>> {
  const { id, status } = await holdCase(hand);
  const participant = (await participantsOf(hand, id)).find((each) => each.id === session.participantId);
  const decision = rules.recordSession(session, participant?.parts ?? [], { status, today: dayOf(hand.at) });
  if (!decision.ok) return decision;
  if ((await sessionsOf(hand, id)).some((each) => isSameSession(each, decision.value))) return decision;
  await store.addSession(hand, decision.value, hand.actor.id as StaffId);
  const { participantId, heldOn: happenedOn } = session;
  await hand.announce({ name: 'preparation.recorded', participantId, happenedOn });
  return decision;
}

function isSameSession(a: rules.Session, b: rules.Session): boolean {
  const isSameTalk = a.participantId === b.participantId && a.part === b.part && a.heldOn === b.heldOn;
  return isSameTalk && rules.topics[a.part].every((topic) => a.words[topic] === b.words[topic]);
}

/** Answers items of one person's checklist; what has not changed is not written again. */
export async function checkItems(
  hand: Hand,
  checkings: readonly rules.Checking[],
): Promise<Decision<readonly rules.Checking[], rules.CannotCheck>> {
  const { id, status } = await holdCase(hand);
  const now = await checksOf(hand, id);
  const changed = checkings.filter((checking) => !isAsItStands(now, checking));
  const decisions = changed.map((checking) => rules.check(checking, status));
  const reasons = new Set(decisions.flatMap((decision) => (decision.ok ? [] : decision.because)));
  if (reasons.size > 0) return refuseAny([...reasons], changed);
  const checked = decisions.flatMap((decision) => (decision.ok ? [decision.value] : []));
  if (checked.length > 0) await store.addChecks(hand, checked, dayOf(hand.at));
  for (const { participantId, item } of checked)
    await hand.announce({ name: 'preparation.checked', participantId, item });
  return allow(checked);
}

/** Whether an answer changes nothing: what nobody touched is not done, and a waiver sent back without words stays. */
function isAsItStands(now: readonly CheckLine[], checking: rules.Checking): boolean {
  const { participantId, item, answer, waivedBecause } = checking;
  const stands = now.find((each) => each.participantId === participantId && each.item === item);
  if (!stands) return answer === 'not-done';
  if (stands.answer !== answer) return false;
  return answer !== 'waived' || waivedBecause === '' || waivedBecause === stands.waivedBecause;
}
