import { coverDays } from '#casefile/cover/actions.ts';
import { allow, type Decision } from '#platform/decision.ts';
import { addAbsenceOf, addCheckOf, changeProfile } from '#service/facilitators/actions.ts';
import { absencesOf, checksOf } from '#service/facilitators/facts.ts';
import { addSupervisionOf, decideClaim, makeClaim } from '#service/volunteers/actions.ts';
import { claimsOf } from '#service/volunteers/facts.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import { mondayOf, staffIdOf, type World } from './world.ts';
import type { StaffKey } from './staff-cast.ts';

const brought = {
  jo: {
    gender: 'woman',
    languages: ['British Sign Language'],
    districts: [],
    available: ['weekdays', 'evenings'],
    mostWork: null,
  },
  marta: {
    gender: 'woman',
    languages: ['Polish'],
    districts: ['NN1', 'NN3', 'NN4'],
    available: ['weekdays'],
    mostWork: 6,
  },
  leo: { gender: 'man', languages: [], districts: ['NN16', 'NN17'], available: ['evenings', 'weekends'], mostWork: 2 },
} as const;

/** What those who work on cases bring, when one of them is away and who covers, and what a volunteer wrote down. */
export async function keepRegister(act: Act, { serviceId, now }: Pick<World, 'serviceId' | 'now'>): Promise<void> {
  const as = (key: StaffKey, work: (hand: Hand) => Promise<void>) =>
    act({ serviceId, actor: { kind: 'staff', id: staffIdOf(serviceId, key) } }, async (hand) => {
      await work(hand);
      return allow(undefined);
    });
  const [id, today] = [(key: StaffKey) => staffIdOf(serviceId, key), dayOf(now)];
  let isThere = false;
  await as('amara', async (hand) => {
    isThere = (await checksOf(hand, id('leo'))).length > 0;
    if (isThere) return;
    for (const key of Object.keys(brought) as (keyof typeof brought)[])
      done(await changeProfile(hand, id(key), brought[key]));
    for (const [at, key] of (['jo', 'sam', 'marta', 'tom', 'leo', 'hafsa'] as const).entries()) {
      const doneOn = plusDays(today, -700 + 90 * at);
      const vetting = { kind: 'vetting', doneOn, holdsUntil: plusDays(doneOn, 1095) } as const;
      done(await addCheckOf(hand, id(key), vetting, id('amara')));
    }
    const monday = plusDays(mondayOf(now), 7);
    done(await addAbsenceOf(hand, id('sam'), { fromOn: monday, untilOn: plusDays(monday, 11) }));
    const [away] = await absencesOf(hand, id('sam'), today);
    if (away) done(await coverDays(hand, { staffId: id('sam'), absenceId: away.id }, id('jo')));
  });
  // A start that was cut off after this has it already.
  if (isThere) return;
  await as('leo', async (hand) => {
    const said = { happenedOn: plusDays(today, -9), minutes: 90, pence: null };
    done(await makeClaim(hand, { kind: 'case-work', ...said }, id('leo')));
    const fare = { happenedOn: plusDays(today, -2), minutes: null, pence: 460 };
    done(await makeClaim(hand, { kind: 'travel', ...fare }, id('leo')));
  });
  await as('ruth', async (hand) => {
    const { lines } = await claimsOf(hand, id('leo'), undefined);
    const worked = lines.find(({ minutes }) => minutes !== null);
    if (worked) done(await decideClaim(hand, { id: worked.id, decision: 'approved' }, id('ruth')));
  });
  await as('priya', async (hand) => {
    const held = { heldOn: plusDays(today, -20), nextOn: plusDays(today, 22) };
    done(await addSupervisionOf(hand, id('leo'), held, id('priya')));
  });
}

function done(decision: Decision<unknown, string>): void {
  if (!decision.ok) throw new Error(`The register refused: ${decision.because.join(', ')}`);
}
