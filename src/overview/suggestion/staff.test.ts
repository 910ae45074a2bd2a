import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { answerForCase } from '#journey/eligibility/actions.ts';
import { sql } from '#platform/sql.ts';
import { addCheck, saveProfile } from '#service/facilitators/store.ts';
import { addStaff } from '#service/staff/store.ts';
import { saveWish } from '#casefile/wishes/store.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (login, text) => login === 'tp_staff' && asked.push(text) });
const { amara, jo, sam, leo } = house.staff;
const said = { languages: [], districts: [], available: [], mostWork: null } as const;

test('a coordinator sees who could work on the case and why, and gives it to a pair with one press', async () => {
  const made = await house.aCase({ person: { Dylan: { language: 'Polish' } } });
  const path = `/cases/${made.reference}/allocation`;
  await house.act(made, jo, async (hand) => {
    await saveProfile(hand, sam, { ...said, gender: 'man', languages: ['Polish'] });
    await saveProfile(hand, jo, { ...said, gender: 'woman', available: ['weekdays'] });
    await hand.run(sql`
      insert into app.safe_contact_rules (service_id, person_id, may_phone, may_text, may_email, may_post, from_hour, until_hour, said_on)
      select service_id, person_id, true, false, false, false, 18, 20, ${house.today()} from app.participants where id = ${made.who['Joanne']}`);
    await saveWish(hand, made.who['Joanne'] as ParticipantId, { wish: 'man', saidOn: house.today() });
  });
  await house.act(made, amara, async (hand) => {
    await addCheck(hand, jo, { kind: 'sexual-harm-training', doneOn: house.today(), holdsUntil: null });
    await answerForCase(hand, [{ question: 'sexual-harm', answer: 'yes', words: '' }], {
      staffId: amara,
      isSupervisor: false,
    });
  });
  const coordinator = await house.asStaff(amara);
  assert.match((await coordinator.get(path)).body, /allocation\/suggestion/);
  const page = await coordinator.get(`${path}/suggestion`);
  assert.match(page.body, /Speaks Polish, as Dylan does/);
  assert.match(page.body, /Somebody trained for sexual harm[\s\S]*Is trained for sexual harm/);
  assert.match(page.body, /Training for sexual harm is not written down for them/);
  assert.match(page.body, /Did not say that they can work when Joanne can be reached, from 18:00 to 20:00/);
  assert.match(page.body, /Joanne would rather speak with a man, which they are not/);
  assert.match(page.body, /Give Jo Whitfield the case/);
  assert.doesNotMatch(page.body, /Give Sam Reyes the case/, 'whoever leads is advanced and trained for it');
  assert.match(
    page.body.slice(page.body.indexOf('Who may not be given it')),
    /Leo Marsh[\s\S]*below what this case asks for/,
  );
  const pair = /name="lead" value="([^"]+)"[\s\S]*?name="co" value="([^"]+)"/.exec(page.body);
  assert.equal(
    (await coordinator.post(`${path}/pair`, { lead: String(pair?.[1]), co: String(pair?.[2]) })).location,
    path,
  );
  assert.match((await coordinator.get(`${path}/suggestion`)).body, /Who could work beside the lead/);
  assert.equal((await coordinator.post(`${path}/pair`, { lead: jo, co: 'nobody' })).status, 404);
});

test('of a pair neither is given the case when one may not', async () => {
  const made = await house.aCase({ complexity: 'complex' });
  const path = `/cases/${made.reference}/allocation`;
  const coordinator = await house.asStaff(amara);
  const refused = await coordinator.post(`${path}/pair`, { lead: jo, co: leo });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Their level of practice is below/);
  assert.match((await coordinator.get(path)).body, /Nobody works on it yet/);
});

test('the page asks as often for thirty facilitators as for three; a facilitator does not see it', async () => {
  const made = await house.aCase();
  const path = `/cases/${made.reference}/allocation/suggestion`;
  const coordinator = await house.asStaff(amara);
  const count = async () => {
    asked.length = 0;
    assert.equal((await coordinator.get(path)).status, 200);
    return asked.filter((text) => text.includes('app.')).length;
  };
  const few = await count();
  await house.actInService(amara, async (hand) => {
    for (let at = 0; at < 27; at += 1) {
      const id = randomUUID() as StaffId;
      await addStaff(hand, {
        id,
        name: `Facilitator ${at}`,
        email: `${id}@rp.example`,
        practiceLevel: 'intermediate',
        roles: ['facilitator'],
      });
    }
  });
  assert.equal(await count(), few);
  assert.ok(few <= 14, `${few} queries`);
  assert.equal((await (await house.asStaff(jo)).get(path)).status, 404);
});
