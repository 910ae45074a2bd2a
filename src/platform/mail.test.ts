import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aMailServer } from '../../test/support/mail-server.ts';
import { openMail } from './mail.ts';

const server = await aMailServer();
const mail = openMail({ url: server.url, from: 'Talking Piece <hello@rp.example>' });
const usual = {
  id: '1@rp.example',
  to: 'joanne@example.org',
  subject: 'About your page',
  text: 'Hello',
  saysWho: true,
};

test('what somebody typed adds no line, no reader and no command to a message', async () => {
  const subject = 'About\r\nBcc: leo@example.org\r\n\r\nanother body';
  assert.deepEqual(await mail.send({ ...usual, subject }), { came: 'accepted' });
  const [first] = server.accepted;
  assert.equal(first?.to, 'joanne@example.org');
  const head = (first?.text ?? '').split(/\r?\n\r?\n/, 1)[0] ?? '';
  assert.doesNotMatch(head, /^bcc:/im);
  assert.match(head, /^Subject: .*Bcc: leo@example\.org/im);

  const before = server.conversations();
  const answer = await mail.send({ ...usual, to: 'joanne@example.org>\r\nRCPT TO:<leo@example.org' });
  assert.notEqual(answer.came, 'unknown');
  assert.ok(server.conversations() <= before + 1, 'one reader at most was named');
  assert.ok(server.accepted.every(({ to }) => !to.includes('leo@example.org')));
});
