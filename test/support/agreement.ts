import { randomUUID } from 'node:crypto';
import { answerTerms, draftAgreement, proposeAgreement } from '#journey/agreement/actions.ts';
import { addAmends } from '#journey/amends/actions.ts';
import type { Amends, Promised, Agreement } from '#vocabulary/agreements.ts';
import { aPayment, aPromise, someWork } from '#journey/amends/examples.ts';
import { agreementsOf } from '#journey/agreement/facts.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { AgreementId, AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from './house.ts';
import { openTheWay } from './letters.ts';
import { done } from './meeting.ts';

/** Dylan owes and Joanne is owed, or the community. */
export function between(made: MadeCase, promised: Promised): Promised {
  const [joanne, dylan] = [made.who['Joanne'], made.who['Dylan']] as [ParticipantId, ParticipantId];
  return { ...promised, owedById: dylan, owedToId: promised.owedToId && joanne };
}

/** A draft with Dylan: a letter, £120 for a door in six parts and 20 hours of work, or what a test says. */
export async function aDraftWithDylan(
  house: House,
  made: MadeCase,
  promises: readonly Promised[] = [aPromise(), aPayment(), someWork()],
): Promise<AgreementId> {
  return house.act(made, house.staff.jo, async (hand) => {
    const agreementId = done(await draftAgreement(hand, made.who['Dylan'] as ParticipantId));
    for (const promised of promises) {
      const amendsId = randomUUID() as AmendsId;
      done(await addAmends(hand, { agreementId, amendsId }, between(made, promised)));
    }
    return agreementId;
  });
}

/** The way between the two is open, and the draft is before them. */
export async function propose(house: House, made: MadeCase, id: AgreementId): Promise<void> {
  await openTheWay(house, made);
  await house.act(made, house.staff.jo, async (hand) => done(await proposeAgreement(hand, id)));
}

/** Somebody tells Jo that they agree. */
export async function agree(house: House, made: MadeCase, id: AgreementId, called: string): Promise<'made' | 'kept'> {
  return house.act(made, house.staff.jo, async (hand) =>
    done(
      await answerTerms(hand, id, {
        participantId: made.who[called] as ParticipantId,
        answer: 'given',
        askAfter: null,
        saidOn: dayOf(hand.at),
        speaker: 'self',
        how: 'in-person',
      }),
    ),
  );
}

/** What Dylan and Joanne agreed, in force. */
export async function anAgreementInForce(
  house: House,
  made: MadeCase,
  promises?: readonly Promised[],
): Promise<AgreementId> {
  const id = await aDraftWithDylan(house, made, promises);
  await propose(house, made, id);
  await agree(house, made, id, 'Dylan');
  await agree(house, made, id, 'Joanne');
  return id;
}

/** An agreement as staff find it now. */
export async function agreementNow(house: House, made: MadeCase, id: AgreementId): Promise<Agreement> {
  const all = await house.readAsStaff(house.staff.jo, (db) => agreementsOf(db, made.caseId));
  const found = all.find((each) => each.id === id);
  if (!found) throw new Error('The agreement is not there');
  return found;
}

/** One promise of an agreement by its kind. */
export async function amendsNow(house: House, made: MadeCase, id: AgreementId, kind: Amends['kind']): Promise<Amends> {
  const found = (await agreementNow(house, made, id)).amends.find((each) => each.kind === kind);
  if (!found) throw new Error(`Nothing of the kind ${kind} is promised`);
  return found;
}
