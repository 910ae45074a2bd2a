import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aHouse } from '../../../test/support/house.ts';
import { keepSentTooLate, keepTyping, textWasSent, type Typing } from './actions.ts';
import { textOf, textsOn } from './facts.ts';

const house = await aHouse();
const made = await house.aCase();
const { jo, priya } = house.staff;
const page = `/cases/${made.reference}/notes`;

function aTyping(more: Partial<Typing> = {}): Typing {
  const fields = { words: 'She is afraid of the dark now.' };
  return { id: randomUUID(), page, form: page, fields, opened: '', writer: randomUUID(), after: '', turn: 1, ...more };
}

const keep = (typing: Typing, by: StaffId = jo) =>
  house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id: by } }, (hand) => keepTyping(hand, typing));

const look = (id: string, by: StaffId = jo, browser = '') =>
  house.readAsStaff(by, (db) => textOf(db, id, browser, house.now()));

test('KPT-1 the writer reads it, and no colleague, supervisor or other participant does', async () => {
  const typing = aTyping();
  assert.ok((await keep(typing)).ok);
  assert.deepEqual(JSON.parse((await look(typing.id))?.fields ?? ''), typing.fields);
  assert.equal(await look(typing.id, priya), undefined);
  assert.deepEqual(await house.readAsStaff(priya, (db) => textsOn(db, page, '', house.now())), []);
  for (const who of Object.values(made.who))
    assert.deepEqual(await house.readAsParticipant(made, who, (db) => db.rows(sql`select id from app.kept_texts`)), []);
});

test('KPT-1 the hand that acts for somebody reaches what they typed, and nothing that others did', async () => {
  const typing = aTyping();
  await keep(typing);
  const all = await house.actInService(priya, (hand) => hand.rows(sql`select id from app.kept_texts`));
  assert.deepEqual(all, []);
  await assert.rejects(
    house.actInService(priya, (hand) =>
      hand.run(sql`
        insert into app.kept_texts (service_id, id, staff_id, page, form, fields, writer, turn, kept_at, expires_at, sent_at)
        values (${hand.serviceId}, ${randomUUID()}, ${jo}, '/work', '/work', '', ${randomUUID()}, 0, now(), now(), now())`),
    ),
    /row-level security/,
  );
});

test('KPT-1 a participant’s text is theirs, and not that of the other side', async () => {
  const [joanne, dylan] = [made.who['Joanne'] as ParticipantId, made.who['Dylan'] as ParticipantId];
  const typing = aTyping({ page: '/my/messages', form: '/my/messages' });
  const held = { serviceId: house.serviceId, caseId: made.caseId };
  await house.ports.act({ ...held, actor: { kind: 'participant', id: joanne } }, (hand) => keepTyping(hand, typing));
  const seenBy = (who: ParticipantId) =>
    house.readAsParticipant(made, who, (db) => textsOn(db, '/my/messages', '', house.now()));
  assert.deepEqual(
    (await seenBy(joanne)).map(({ id }) => id),
    [typing.id],
  );
  assert.deepEqual(await seenBy(dylan), []);
  assert.deepEqual(await house.readAsStaff(jo, (db) => textsOn(db, '/my/messages', '', house.now())), []);
});

test('KPT-2 the database keeps nothing for longer than a week', async () => {
  const refused = await house
    .actInService(jo, (hand) =>
      hand.run(sql`
        insert into app.kept_texts (service_id, id, staff_id, page, form, fields, writer, turn, kept_at, expires_at, sent_at)
        values (${hand.serviceId}, ${randomUUID()}, ${jo}, '/work', '/work', '', ${randomUUID()}, 0, now(), now() + interval '8 days', now())`),
    )
    .then(() => undefined, refusedBy);
  assert.equal(refused, 'kpt_2_kept_for_a_few_days');
});

test('KPT-4 another window does not overwrite it, but one that goes on from it does', async () => {
  const first = aTyping();
  await keep(first);
  const other = { ...first, writer: randomUUID(), fields: { words: 'Other' } };
  const refused = await keep(other);
  assert.deepEqual(refused.ok || refused.because, ['another-window-has-it']);
  assert.ok((await keep({ ...other, after: first.writer })).ok);
  const late = await keep({ ...first, turn: 2, fields: { words: 'The first window again' } });
  assert.deepEqual(late.ok || late.because, ['another-window-has-it']);
  assert.deepEqual(JSON.parse((await look(first.id))?.fields ?? ''), { words: 'Other' });
});

test('KPT-4 writings of one window that come in the wrong order leave the later one', async () => {
  const typing = aTyping({ turn: 5, fields: { words: 'Later' } });
  await keep(typing);
  assert.ok((await keep({ ...typing, turn: 4, fields: { words: 'Earlier' } })).ok);
  assert.deepEqual(JSON.parse((await look(typing.id))?.fields ?? ''), { words: 'Later' });
});

test('KPT-4 what was sent is not brought back by a writing that was still on its way', async () => {
  const typing = aTyping();
  await house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id: jo } }, (hand) =>
    textWasSent(hand, typing.id, page),
  );
  const late = await keep(typing);
  assert.deepEqual(late.ok || late.because, ['sent-already']);
  assert.equal(await look(typing.id), undefined);
});

test('KPT-5 what was sent too late is there for the same person in the same browser only', async () => {
  const sent = { ...aTyping(), browserHash: 'a'.repeat(64), instead: undefined };
  await house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id: jo } }, (hand) =>
    keepSentTooLate(hand, sent),
  );
  assert.ok(await look(sent.id, jo, 'a'.repeat(64)));
  assert.equal(await look(sent.id, jo, 'b'.repeat(64)), undefined);
  assert.equal(await look(sent.id, priya, 'a'.repeat(64)), undefined);
});

test('what is typed lies sealed, and leaves no row in any trail', async () => {
  const trails = () =>
    asThief(
      house.test,
      `select (select count(*) from trails.changes) + (select count(*) from trails.reads) + (select count(*) from trails.security) as many`,
    );
  const before = await trails();
  const typing = aTyping({ fields: { words: 'quillwort' } });
  await keep(typing);
  assert.deepEqual(await trails(), before);
  const found = await asThief(house.test, `select fields from app.kept_texts where id = $1`, [typing.id]);
  assert.doesNotMatch(JSON.stringify(found), /quillwort/);
});
