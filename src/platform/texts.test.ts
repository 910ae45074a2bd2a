import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { aTextServer } from '../../test/support/text-server.ts';
import { openTexts, type TextsOptions } from './texts.ts';

const server = await aTextServer();
const troubles: string[] = [];
const usual: TextsOptions = { ...server, patienceMs: 4000, onTrouble: (code) => void troubles.push(code) };
const texts = openTexts(usual);
const to = '+447700900123';
const text = { id: '1', to, words: 'Your code is 123 456' };

test('a text is handed over with its words and nothing added', async () => {
  assert.deepEqual(await texts.send({ ...text, words: 'One.\n\nTwo ((three)).' }), { came: 'accepted' });
  assert.deepEqual(server.taken.at(-1), { to, words: 'One.\n\nTwo ((three)).', reference: '1' });
});

for (const [what, fate, answer] of [
  ['a number that is none', 400, { came: 'refused', code: '400-ValidationError' }],
  ['a key that is not known', 403, { came: 'not-now', code: '403-AuthError' }],
  ['too much at once', 429, { came: 'not-now', code: '429-RateLimitError' }],
  ['a server that is broken', 500, { came: 'not-now', code: '500-Exception' }],
  ['somebody between us and the server', 502, { came: 'unknown', code: '502' }],
  ['a server that does not answer', 'hang', { came: 'unknown', code: 'no-answer-in-time' }],
] as const)
  test(`${what} is told as ${answer.came}, with a code and nothing of the person`, async () => {
    server.expect(fate);
    troubles.splice(0);
    const before = server.taken.length;
    assert.deepEqual(await texts.send(text), answer);
    assert.equal(server.taken.length, before);
    assert.deepEqual(troubles, [answer.code]);
  });

test('where the conversation breaks on the way nobody knows, and asking afterwards tells', async () => {
  server.expect('break', 'take-and-break');
  for (const id of ['never', 'taken']) assert.equal((await texts.send({ ...text, id })).came, 'unknown');
  assert.equal(await texts.became('never'), 'never-came');
  assert.equal(await texts.became('taken'), 'on-its-way');
});

test('a clock that is out, a key of somebody else and a template with words of its own send nothing', async () => {
  const before = server.taken.length;
  server.isAhead(60);
  assert.deepEqual(await texts.send(text), { came: 'not-now', code: '403-AuthError' });
  server.isAhead(0);
  const other = openTexts({ ...usual, key: server.key.replace(/.$/, 'f') });
  assert.deepEqual(await other.send(text), { came: 'not-now', code: '403-AuthError' });
  const gone = openTexts({ ...usual, template: '00000000-0000-4000-8000-000000000000' });
  assert.deepEqual(await gone.send(text), { came: 'not-now', code: '404-NoResultFound' });
  server.templateSays('Northamptonshire Restorative Practice: ((message))');
  assert.deepEqual(await texts.send(text), { came: 'not-now', code: 'template-is-not-the-message-alone' });
  server.templateSays('((message))');
  assert.equal(server.taken.length, before);
});

test('a server that is not there is asked again later', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  const away = openTexts({ ...usual, url: `http://127.0.0.1:${port}` });
  assert.deepEqual(await away.send(text), { came: 'not-now', code: 'ECONNREFUSED' });
  assert.equal(await away.became('1'), undefined);
});

test('nothing is sent in clear to another machine', async () => {
  const before = server.questions();
  const open = openTexts({ ...usual, mayBePlain: () => false });
  assert.deepEqual(await open.send(text), { came: 'not-now', code: 'way-is-in-clear' });
  assert.equal(server.questions(), before);
});

for (const [status, became] of [
  ['created', 'on-its-way'],
  ['pending', 'on-its-way'],
  ['sent', 'on-its-way'],
  ['delivered', 'arrived'],
  ['permanent-failure', 'number-does-not-work'],
  ['temporary-failure', 'phone-was-out-of-reach'],
  ['technical-failure', 'could-not-be-sent'],
] as const)
  test(`what the networks call ${status} is ${became}`, async () => {
    server.becomes(to, status);
    assert.equal(await texts.became('1'), became);
  });
