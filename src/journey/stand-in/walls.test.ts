import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFeedback } from '#journey/follow-up/examples.ts';
import { followUpFigures } from '#journey/follow-up/facts.ts';
import { addSurvey } from '#journey/follow-up/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { standInOf } from './facts.ts';
import type { StandIn } from './rules.ts';
import { endStandIn, keepStandIn } from './store.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const made = await house.aCase();
const [joanne, dylan] = [made.who['Joanne'], made.who['Dylan']] as unknown as readonly [ParticipantId, ParticipantId];
const said = (changed: Partial<StandIn> = {}): StandIn => ({
  ...{ forId: null, because: 'cannot', wish: 'agreed', link: 'works-there', speaksFor: ['the-organisation'] },
  ...changed,
});
const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.act(made, jo, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
const seen = (who: typeof jo) => house.readAsStaff(who, (db) => standInOf(db, made.caseId, joanne));
const answers = (as: 'self' | 'stand-in', actor: { readonly kind: 'staff' | 'participant'; readonly id: string }) =>
  house.ports
    .act<void, string>({ serviceId: house.serviceId, caseId: made.caseId, actor }, async (hand) => {
      const who = { participantId: joanne, part: 'harmed', answeredAs: as, answeredOn: house.today() } as const;
      await addSurvey(hand, who, aFeedback());
      return { ok: true, value: undefined };
    })
    .then(() => undefined, refusedBy);

for (const [id, wall, who, changed] of [
  ['STI-1', 'sti_1_on_the_side_of_whoever_was_harmed', dylan, {}],
  ['STI-1', 'sti_1_on_the_side_of_whoever_was_harmed', joanne, { forId: dylan }],
  ['STI-1', 'sti_1_not_for_oneself', joanne, { forId: joanne }],
  ['STI-3', 'sti_3_speaks_for_something', joanne, { speaksFor: [] }],
  ['STI-3', 'sti_3_for_them_where_they_agreed', joanne, { wish: 'informed', speaksFor: ['their-words'] }],
  ['STI-4', 'sti_4_why_fits_the_wish', joanne, { because: 'does-not-want-to', wish: 'not-consulted' }],
  ['STI-4', 'sti_4_why_fits_the_wish', joanne, { because: 'was-not-found' }],
  ['STI-4', 'sti_4_why_fits_the_wish', joanne, { because: 'nobody-in-particular' }],
] as const satisfies readonly (readonly [string, string, ParticipantId, Partial<StandIn>])[])
  test(`${id} the database refuses by ${wall} ${Object.values(changed).join(' ')}`, async () => {
    assert.equal(await wallOf((hand) => keepStandIn(hand, who, said(changed))), wall);
  });

test('STI-5 a stand-in does not answer as somebody harmed, and nobody else answers as a stand-in', async () => {
  const herself = { kind: 'participant', id: joanne } as const;
  assert.equal(await answers('stand-in', herself), 'sti_5_not_as_somebody_harmed');
  await house.act(made, jo, (hand) => keepStandIn(hand, joanne, said()));
  assert.equal(await answers('self', herself), 'sti_5_not_as_somebody_harmed');
  assert.equal(await answers('self', { kind: 'staff', id: jo }), 'sti_5_not_as_somebody_harmed');
  assert.equal(await answers('stand-in', herself), undefined);
  assert.equal((await house.readAsStaff(jo, followUpFigures)).satisfied.harmed, null, 'and it does not count');
  await house.act(made, jo, (hand) => endStandIn(hand, joanne));
  assert.equal(await answers('self', herself), undefined);
  assert.equal((await house.readAsStaff(jo, followUpFigures)).satisfied.harmed?.base, 1);
});

test('STI-2 one line of each, written anew, read by staff who may open the case alone', async () => {
  await house.act(made, jo, (hand) => keepStandIn(hand, joanne, said()));
  const later = said({ wish: 'informed', speaksFor: ['own-story', 'the-organisation'] });
  await house.act(made, jo, (hand) => keepStandIn(hand, joanne, later));
  assert.deepEqual(await seen(jo), later);
  const again = (hand: Hand) =>
    hand.run(sql`
      insert into app.stand_ins (service_id, case_id, participant_id, because, wish, link, speaks_for, written_by, written_at)
      values (${hand.serviceId}, ${hand.caseId}, ${joanne}, 'cannot', 'agreed', 'no-link', '{own-story}', ${jo}, now())`);
  assert.equal(await wallOf(again), 'sti_2_one_of_each_person');
  assert.equal(await seen(leo), undefined);
  await assert.rejects(
    house.readAsParticipant(made, joanne, (db) => standInOf(db, made.caseId, joanne)),
    /permission denied/,
  );
});
