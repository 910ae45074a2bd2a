import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig, settingsTable, type Config } from './config.ts';

function configFrom(env: Record<string, string>): Config {
  const read = readConfig(env);
  assert(read.ok, 'every setting was accepted');
  return read.config;
}

function problemsFrom(env: Record<string, string>): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}

test('nothing needs to be set', () => {
  const config = configFrom({});
  assert.equal(config.port, 3000);
  assert.equal(config.host, 'localhost');
  assert.equal(config.databaseUrl, '');
  assert.equal(config.baseUrl, 'http://localhost:3000');
  assert.match(config.dataDir, /\/data$/);
  assert.match(config.trailHeadsFile, /\/data\/trail-heads.jsonl$/);
  assert.equal(config.trailHeadsUrl, '');
  assert.equal(config.smtpUrl, '');
  assert.equal(config.notify, undefined);
  assert.equal(config.logLevel, 'info');
});

const notifyKey = 'our_service-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';

test('what is set is used', () => {
  const config = configFrom({
    PORT: '8080',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgres://owner:secret@db.example.org:5432/service',
    DATA_DIR: '/srv/talking-piece',
    BASE_URL: 'https://restorative.example.org/',
    SMTP_URL: 'smtps://mail.example.org',
    MAIL_FROM: 'Restorative service <hello@example.org>',
    NOTIFY_KEY: notifyKey,
    NOTIFY_TEMPLATE: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
    NOTIFY_URL: 'https://api.notify.example.org/',
    TRAIL_HEADS_FILE: '/mnt/elsewhere/heads.jsonl',
    TRAIL_HEADS_URL: 'https://keeper.example.org/heads',
    PROXIES: '2',
    SECURITY_CONTACT: 'security@example.org',
    CLAMD_URL: 'unix:///run/clamav/clamd.ctl',
    HOSTS_WITHOUT_TLS: 'db, 10.0.0.5,FD00::1',
    CA_FILE: '/srv/issuers.pem',
    PAGES_DIR: '/srv/pages',
    LOG_LEVEL: 'warn',
  });
  assert.deepEqual(config, {
    port: 8080,
    host: '0.0.0.0',
    databaseUrl: 'postgres://owner:secret@db.example.org:5432/service',
    dataDir: '/srv/talking-piece',
    baseUrl: 'https://restorative.example.org',
    smtpUrl: 'smtps://mail.example.org',
    mailFrom: 'Restorative service <hello@example.org>',
    notify: {
      key: notifyKey,
      template: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
      url: 'https://api.notify.example.org',
    },
    trailHeadsFile: '/mnt/elsewhere/heads.jsonl',
    trailHeadsUrl: 'https://keeper.example.org/heads',
    provider: undefined,
    proxies: 2,
    securityContact: 'security@example.org',
    clamdUrl: 'unix:///run/clamav/clamd.ctl',
    hostsWithoutTls: ['db', '10.0.0.5', 'fd00::1'],
    caFile: '/srv/issuers.pem',
    pagesDir: '/srv/pages',
    logLevel: 'warn',
  });
});

test('the address follows the port unless it is set', () => {
  assert.equal(configFrom({ PORT: '4000' }).baseUrl, 'http://localhost:4000');
});

test('an empty setting is as if it were not there', () => {
  assert.equal(configFrom({ PORT: '', HOST: ' ' }).port, 3000);
});

test('a socket may stand in the database address', () => {
  const address = 'postgresql:///service?host=/run/postgresql';
  assert.equal(configFrom({ DATABASE_URL: address }).databaseUrl, address);
});

test('every wrong value is named at once, in a sentence each', () => {
  const problems = problemsFrom({
    PORT: '99999',
    HOST: 'not a host',
    DATABASE_URL: 'mysql://localhost',
    DATA_DIR: 'a\0b',
    BASE_URL: 'restorative.example.org',
    SMTP_URL: 'http://mail.example.org',
    MAIL_FROM: 'nobody',
    NOTIFY_KEY: 'guess',
    NOTIFY_TEMPLATE: 'the second',
    NOTIFY_URL: 'https://notify.example.org/v2',
    TRAIL_HEADS_FILE: 'a\0b',
    TRAIL_HEADS_URL: 'keeper.example.org',
    PROXIES: 'some',
    SECURITY_CONTACT: 'http://nowhere',
    HOSTS_WITHOUT_TLS: '*',
    CA_FILE: 'a\0b',
    LOG_LEVEL: 'loud',
  });
  assert.deepEqual(
    problems.map((sentence) => /^([A-Z_]+) must be .+\.$/.exec(sentence)?.[1]),
    [
      'PORT',
      'HOST',
      'DATABASE_URL',
      'DATA_DIR',
      'NOTIFY_KEY',
      'NOTIFY_TEMPLATE',
      'NOTIFY_URL',
      'BASE_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'TRAIL_HEADS_FILE',
      'TRAIL_HEADS_URL',
      'PROXIES',
      'SECURITY_CONTACT',
      'HOSTS_WITHOUT_TLS',
      'CA_FILE',
      'LOG_LEVEL',
    ],
  );
});

test('a wrong address is not repeated, for it may hold a password', () => {
  const [sentence] = problemsFrom({ DATABASE_URL: 'mysql://owner:hunter2@localhost/service' });
  assert.doesNotMatch(sentence ?? '', /hunter2/);
});

test('what would be sent in clear where somebody could listen is refused, all at once, unless its host is named', () => {
  const env = {
    DATABASE_URL: 'postgres://owner:hunter2@db/service?sslmode=disable',
    TRAIL_HEADS_URL: 'http://keeper.example.org/heads',
    CLAMD_URL: 'tcp://scanner:3310',
    NOTIFY_KEY: notifyKey,
    NOTIFY_TEMPLATE: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
    NOTIFY_URL: 'http://texts:8080',
  };
  const problems = problemsFrom(env);
  for (const start of [
    /^DATABASE_URL reaches db without TLS/,
    /^TRAIL_HEADS_URL must begin with https:/,
    /^CLAMD_URL names another/,
    /^NOTIFY_URL must begin with https:/,
  ])
    assert(
      problems.some((problem) => start.test(problem)),
      String(start),
    );
  assert.equal(problems.length, 4);
  assert.doesNotMatch(problems.join(), /hunter2|3d844edf/);
  assert.deepEqual(problemsFrom({ ...env, HOSTS_WITHOUT_TLS: 'db,scanner, texts, keeper.example.org' }), []);
  assert.deepEqual(
    problemsFrom({
      DATABASE_URL: 'postgres://owner:x@127.0.0.1/service',
      TRAIL_HEADS_URL: 'http://[::1]:9000/heads',
      CLAMD_URL: 'tcp://localhost:3310',
    }),
    [],
  );
  assert.match(problemsFrom({ DATABASE_URL: 'postgres://db/service?sslmode=require' })[0] ?? '', /must be verify-full/);
});

for (const port of ['0', '-1', '3000.5', '3e3', 'http', '65536']) {
  test(`${port} is not a port`, () => {
    assert.deepEqual(problemsFrom({ PORT: port }), ['PORT must be a whole number from 1 to 65535.']);
  });
}

test('a mail server needs a sender', () => {
  assert.deepEqual(problemsFrom({ SMTP_URL: 'smtp://localhost:2525' }), ['MAIL_FROM must be set when SMTP_URL is.']);
});

test('texts need a template, and a wrong key is not repeated', () => {
  assert.deepEqual(problemsFrom({ NOTIFY_KEY: notifyKey }), ['NOTIFY_TEMPLATE must be set when NOTIFY_KEY is.']);
  assert.doesNotMatch(problemsFrom({ NOTIFY_KEY: 'secret-key' }).join(), /secret-key/);
});

test('the table tells of every setting that is read', () => {
  const asked: string[] = [];
  readConfig(
    new Proxy(
      {},
      {
        get: (_, name) => {
          asked.push(String(name));
          return undefined;
        },
      },
    ),
  );
  for (const name of asked) assert.match(settingsTable(), new RegExp(`^\\| \`${name}\` \\|`, 'm'));
  assert.equal(settingsTable().trim().split('\n').length, asked.length + 2);
});

test('a provider is named by its issuer and what it calls us; everybody’s, and one without TLS, is none', () => {
  const issuer = 'https://login.microsoftonline.com/3f1e/v2.0';
  const config = configFrom({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'abc',
    OIDC_NAME: 'Microsoft',
    DATA_DIR: '/srv/tp',
  });
  assert.deepEqual(config.provider, {
    issuer,
    clientId: 'abc',
    clientSecretFile: '/srv/tp/secrets/oidc-client-secret',
    name: 'Microsoft',
    isEnough: false,
  });
  assert.deepEqual(problemsFrom({ OIDC_ISSUER: issuer }), ['OIDC_CLIENT_ID must be set when OIDC_ISSUER is.']);
  for (const wrong of [
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
    'http://sso.example.org',
    'sso.example.org',
    'https://sso.example.org/?tenant=1',
  ]) {
    const [first, second, ...more] = problemsFrom({
      OIDC_ISSUER: wrong,
      OIDC_CLIENT_ID: 'abc',
      OIDC_IS_ENOUGH: 'perhaps',
    });
    assert.match(first ?? '', /^OIDC_ISSUER must be the https address of one issuer/, wrong);
    assert.match(second ?? '', /^OIDC_IS_ENOUGH must be yes or no/);
    assert.deepEqual(more, []);
  }
  assert.equal(
    configFrom({ OIDC_ISSUER: 'http://localhost:4000', OIDC_CLIENT_ID: 'abc' }).provider?.name,
    'single sign-on',
  );
});
