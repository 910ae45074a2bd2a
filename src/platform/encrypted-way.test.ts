import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { anIssuer, type Certificate } from '../../test/support/certificates.ts';
import { aMailServer } from '../../test/support/mail-server.ts';
import { aPostgresByTls } from '../../test/support/postgres-by-tls.ts';
import { aProvider, type ProviderAtWork } from '../../test/support/provider.ts';
import { aTextServer, type TextServer } from '../../test/support/text-server.ts';
import { connectTo } from './database-problems.ts';
import { isThisMachine, plainOnlyAt, trustIssuersIn, type MayBePlain } from './encrypted-way.ts';
import { whereItBroke } from './log.ts';
import { openMail, type MailAnswer } from './mail.ts';
import { outsidePostgres } from './outside-postgres.ts';
import { postOutward } from './outward.ts';
import { openTexts, type TextAnswer } from './texts.ts';
import { Problem } from './problem.ts';
import { secretsIn } from './secrets.ts';

/* Every way out of the building, against real servers: as if each were on another machine, though they are on this one. */
const nowhere: MayBePlain = () => false;
const folder = mkdtempSync(join(tmpdir(), 'way-'));
after(() => rmSync(folder, { recursive: true }));
const issuer = anIssuer();
const file = join(folder, 'issuers.pem');
writeFileSync(file, issuer.certificate);
const good = issuer.issue('localhost');
const ofAnotherName = issuer.issue('mail.example.org');
const over = issuer.issue('localhost', { isOver: true });

// What the log is told.
const troubles: string[] = [];
const troubleOf = ({ troubles: [error] }: ProviderAtWork) =>
  z.object({ because: z.string() }).safeParse(whereItBroke(error)).data?.because;

async function sendTo(url: string, mayBePlain = nowhere): Promise<MailAnswer> {
  const onTrouble = (code: string) => void troubles.push(code);
  const mail = openMail({
    url: url.replace('127.0.0.1', 'localhost'),
    from: 'hello@rp.example',
    mayBePlain,
    onTrouble,
  });
  return mail.send({ id: '1', to: 'joanne@example.org', subject: 'About your page', text: 'Hello', saysWho: false });
}

async function textTo(server: TextServer): Promise<TextAnswer> {
  const texts = openTexts({ ...server, mayBePlain: nowhere });
  return texts.send({ id: '1', to: '+447700900123', words: 'Hello' });
}

async function aPlaceThatIsTold(certificate: Certificate): Promise<string> {
  const server = createServer(certificate, (_, response) => response.writeHead(204).end());
  server.listen(0, 'localhost');
  await once(server, 'listening');
  after(() => server.close());
  return `https://localhost:${(server.address() as AddressInfo).port}/`;
}

const post = (to: string) => postOutward(to, { body: '{}', headers: {}, mostMs: 2000 }, true);
const database = await aPostgresByTls(good);
const provider = await aProvider(undefined, undefined, good);
const back = 'http://localhost:3000/sign-in/provider/back';

async function askDatabase(more: string, host = 'localhost', mayBePlain = nowhere): Promise<string> {
  try {
    const server = outsidePostgres(`${database.address(host)}${more}`, secretsIn(folder), mayBePlain);
    const client = await connectTo(server.optionsFor('tp_migrator'));
    const { rows } = await client.query<{ ssl: boolean }>('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    await client.end();
    return rows[0]?.ssl ? 'encrypted' : 'plain';
  } catch (error) {
    assert(error instanceof Problem, String(error));
    assert.doesNotMatch(error.message, /only-for-this-test/);
    return error.message;
  }
}

test('this machine and a socket may be reached in clear, and what is named; nothing that looks like them', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]', '::1', '/run/postgresql', ''])
    assert(isThisMachine(host), host);
  for (const host of ['localhost.example.org', '127.0.0.1.example.org', '10.0.0.1', 'db', '[::2]', '0.0.0.0'])
    assert(!isThisMachine(host), host);
  const mayBePlain = plainOnlyAt(['db', 'fd00::1']);
  assert(mayBePlain('db') && mayBePlain('DB') && mayBePlain('[fd00::1]') && mayBePlain('localhost'));
  assert(!mayBePlain('db.example.org') && !mayBePlain('sub.db'));
});

test('before its issuer is trusted, no server is told anything: mail, texts, provider, database, and whoever wants to be told', async () => {
  for (const isFirst of [false, true]) {
    const server = await aMailServer({ ...good, isFirst });
    assert.deepEqual(await sendTo(server.url), { came: 'not-now', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    assert.equal(server.conversations(), 0);
  }
  const phones = await aTextServer(good);
  assert.deepEqual(await textTo(phones), { came: 'not-now', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  assert.equal(phones.questions(), 0);
  assert.equal(await provider.ours.ask(back, false), undefined);
  assert.match(troubleOf(provider) ?? '', /^UNABLE_TO_/);
  assert.deepEqual(new Set(troubles), new Set(['UNABLE_TO_VERIFY_LEAF_SIGNATURE']));
  assert.deepEqual(await post(await aPlaceThatIsTold(good)), { failed: 'cannot-be-reached' });
  assert.match(await askDatabase(''), /does not prove that it is localhost \(UNABLE_TO_/);
});

test('the issuer may stand in the address of the database, and then it is trusted there only', async () => {
  assert.equal(await askDatabase(`?sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`), 'encrypted');
  assert.match(
    await askDatabase('?sslrootcert=/nowhere.pem'),
    /\/nowhere\.pem, which sslrootcert in DATABASE_URL names/,
  );
});

test('a file of issuers that is none is named', () => {
  assert.throws(() => trustIssuersIn('/nowhere.pem'), /CA_FILE names, cannot be read/);
  writeFileSync(join(folder, 'none.pem'), good.key);
  assert.throws(() => trustIssuersIn(join(folder, 'none.pem')), /There is no certificate in/);
});

test('once its issuer is trusted, every server is; one of another name, and one whose time is over, is told nothing', async () => {
  trustIssuersIn(file);
  for (const isFirst of [false, true]) {
    const server = await aMailServer({ ...good, isFirst });
    assert.deepEqual(await sendTo(server.url), { came: 'accepted' });
    assert.deepEqual([server.accepted.length, server.encrypted()], [1, 1]);
    for (const [shown, code] of [
      [ofAnotherName, 'ERR_TLS_CERT_ALTNAME_INVALID'],
      [over, 'CERT_HAS_EXPIRED'],
    ] as const) {
      const other = await aMailServer({ ...shown, isFirst });
      assert.deepEqual(await sendTo(other.url), { came: 'not-now', code });
      assert.equal(other.conversations(), 0);
    }
  }
  const phones = await aTextServer(good);
  assert.deepEqual(await textTo(phones), { came: 'accepted' });
  assert.equal(phones.taken.length, 1);
  for (const [shown, code] of [
    [ofAnotherName, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [over, 'CERT_HAS_EXPIRED'],
  ] as const) {
    const other = await aTextServer(shown);
    assert.deepEqual(await textTo(other), { came: 'not-now', code });
    assert.equal(other.questions(), 0);
  }
  assert.match((await provider.ours.ask(back, false))?.url ?? '', /^https:/);
  assert.deepEqual(await post(await aPlaceThatIsTold(good)), { status: 204 });
  const other = await aProvider(undefined, undefined, ofAnotherName);
  assert.equal(await other.ours.ask(back, false), undefined);
  assert.equal(troubleOf(other), 'ERR_TLS_CERT_ALTNAME_INVALID');
  for (const wrong of [ofAnotherName, over])
    assert.deepEqual(await post(await aPlaceThatIsTold(wrong)), { failed: 'cannot-be-reached' });
});

test('a mail server that does not encrypt is told nothing, unless nobody can listen on the way', async () => {
  const plain = await aMailServer();
  assert.deepEqual(await sendTo(plain.url), { came: 'not-now', code: '500' });
  assert.equal(plain.conversations(), 0);
  assert.deepEqual(await sendTo(plain.url, isThisMachine), { came: 'accepted' });
  const unproven = await aMailServer(ofAnotherName);
  assert.deepEqual(await sendTo(unproven.url, isThisMachine), { came: 'accepted' });
  assert.equal(unproven.encrypted(), 1, 'where it may be plain, it is encrypted all the same when it can be');
});

test('a database is reached by TLS and checked whole, without being asked to; less is refused before anything is sent', async () => {
  assert.equal(await askDatabase(''), 'encrypted');
  assert.equal(await askDatabase('?sslmode=verify-full', 'localhost', isThisMachine), 'encrypted');
  assert.equal(await askDatabase('', 'localhost', isThisMachine), 'plain');
  assert.match(
    await askDatabase('', '127.0.0.1'),
    /does not prove that it is 127\.0\.0\.1 \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
  );
  assert.match(await askDatabase('?sslmode=disable'), /reaches localhost without TLS/);
  for (const less of ['sslmode=require', 'sslmode=no-verify', 'ssl=false', 'sslmode=verify-full&uselibpqcompat=true'])
    assert.match(await askDatabase(`?${less}`), /must be verify-full/, less);
  assert.match(
    await askDatabase('?host=db.example.org&sslmode=disable', 'localhost', isThisMachine),
    /reaches db\.example\.org without TLS/,
  );
  await database.change(issuer.issue('127.0.0.1'), async () => (await askDatabase('', '127.0.0.1')) === 'encrypted');
  await database.change(over, async () => /CERT_HAS_EXPIRED/.test(await askDatabase('')));
  await database.change('no-tls', async () => /does not speak TLS, so nothing was sent/.test(await askDatabase('')));
});
