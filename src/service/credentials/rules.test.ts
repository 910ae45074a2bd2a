import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import {
  acceptAccount,
  acceptApp,
  acceptPasskey,
  acceptPassword,
  explain,
  mayChange,
  mayLink,
  mayRemovePasskey,
  mayRemovePassword,
  maySetUp,
  mayUnlink,
  mostPasskeys,
  recoveryCode,
  recoveryCodes,
} from './rules.ts';

const around = ['Nene Restorative Practice', 'Northamptonshire', 'Sam Reyes', 'Priya Nair'];
const jo = { name: 'Jo Whitfield', email: 'jo.whitfield@rp.example', isLeaked: false, around };

for (const [because, wish] of [
  ['too-short', { password: 'eleven char' }],
  ['too-long', { password: 'x'.repeat(1001) }],
  ['leaked-before', { password: 'qwertyqwerty', isLeaked: true }],
  ['is-about-you', { password: 'Jo Whitfield 2026' }],
  ['is-about-you', { password: 'jo.whitfield@rp.example' }],
  ['is-about-you', { password: 'JO-WHITFIELD' }],
] as const)
  test(`CRD-1 refuses a password: ${because} (${wish.password.slice(0, 20)})`, () => {
    assert.deepEqual(acceptPassword({ ...jo, ...wish }), refuse(because));
  });

test('CRD-1 nothing else is asked of a password: any twelve signs will do', () => {
  for (const password of [
    'three blind mice',
    'aaaaaaaaaaab',
    '            ',
    'Ærlig talt nei',
    '🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟',
  ])
    assert.deepEqual(acceptPassword({ ...jo, password }), allow(password));
});

test('CRD-2 an app counts once a code from it fits', () => {
  assert.deepEqual(acceptApp({ isSealedForThem: true, step: 42 }), allow(42));
  assert.deepEqual(acceptApp({ isSealedForThem: true, step: undefined }), refuse('code-does-not-fit'));
  assert.deepEqual(acceptApp({ isSealedForThem: false, step: undefined }), refuse('took-too-long'));
});

test('CRD-3 there are ten recovery codes, each of ten signs that cannot be misread', () => {
  assert.equal(recoveryCodes, 10);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 60, maxLength: 60, max: 242 }), (bytes) => {
      assert.match(
        recoveryCode(bytes),
        /^[2-9bcdfghjkmnp-tv-xz]{4}-[2-9bcdfghjkmnp-tv-xz]{4}-[2-9bcdfghjkmnp-tv-xz]{2}$/,
      );
    }),
  );
  assert.throws(() => recoveryCode(new Uint8Array(40).fill(255)), /more random bytes/);
});

for (const [because, wish] of [
  ['passkey-does-not-fit', { isVerified: false }],
  ['needs-a-name', { name: '  ' }],
  ['needs-a-name', { name: 'x'.repeat(61) }],
  ['too-many-passkeys', { there: mostPasskeys }],
] as const)
  test(`CRD-4 refuses a passkey: ${because}`, () => {
    assert.deepEqual(acceptPasskey({ isVerified: true, name: 'Work phone', there: 0, ...wish }), refuse(because));
  });

test('CRD-4 a passkey counts under the name that its owner gives it', () => {
  assert.deepEqual(acceptPasskey({ isVerified: true, name: ' Work phone ', there: 9 }), allow('Work phone'));
});

const nothing = { passkeys: 0, hasPassword: false, hasApp: false, account: 'none' } as const;
const lastWay = refuse('last-way-in');

test('CRD-5 the last way in stays: a passkey, or a password together with an app', () => {
  for (const [ways, mayGo] of [
    [{ passkeys: 1, hasPassword: false, hasApp: false }, false],
    [{ passkeys: 1, hasPassword: true, hasApp: false }, false],
    [{ passkeys: 1, hasPassword: false, hasApp: true }, false],
    [{ passkeys: 1, hasPassword: true, hasApp: true }, true],
    [{ passkeys: 2, hasPassword: false, hasApp: false }, true],
  ] as const) {
    assert.equal(mayRemovePasskey({ ...ways, account: 'none' }, false).ok, mayGo);
    assert.equal(mayRemovePasskey({ ...ways, account: 'none' }, true).ok, true, 'in a demonstration a name is pressed');
  }
});

test('CRD-5 password and app go where there is a passkey besides', () => {
  const both = { hasPassword: true, hasApp: true, account: 'none' } as const;
  assert.deepEqual(mayRemovePassword({ passkeys: 0, ...both }, false), refuse('last-way-in'));
  assert.ok(mayRemovePassword({ passkeys: 1, ...both }, false).ok);
  assert.ok(mayRemovePassword({ passkeys: 0, ...both }, true).ok);
});

test('CRD-7 how one signs in is changed within a quarter of an hour of having signed in', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  for (const [provedAt, may] of [
    [new Date('2026-11-27T11:45:01Z'), true],
    [new Date('2026-11-27T11:45:00Z'), false],
    [undefined, false],
  ] as const) {
    assert.equal(mayChange({ provedAt, isDemonstration: false }, now).ok, may);
    assert.equal(mayChange({ provedAt, isDemonstration: true }, now).ok, true);
  }
});

test('CRD-6 a link or a first password sets up nothing where something is there', () => {
  assert.ok(maySetUp({ ...nothing, hasPassword: true }).ok);
  assert.ok(maySetUp({ ...nothing, account: 'for-a-password' }).ok, 'an app comes next');
  assert.deepEqual(maySetUp({ ...nothing, passkeys: 1 }), refuse('set-up-already'));
  assert.deepEqual(maySetUp({ ...nothing, hasPassword: true, hasApp: true }), refuse('set-up-already'));
  assert.deepEqual(maySetUp({ ...nothing, account: 'for-both' }), refuse('set-up-already'));
});

test('CRD-5 an account at the provider is a way in by itself where it is enough, else with an app', () => {
  assert.ok(mayRemovePasskey({ ...nothing, passkeys: 1, account: 'for-both' }, false).ok);
  assert.ok(mayRemovePasskey({ ...nothing, passkeys: 1, hasApp: true, account: 'for-a-password' }, false).ok);
  assert.deepEqual(mayRemovePasskey({ ...nothing, passkeys: 1, account: 'for-a-password' }, false), lastWay);
  assert.ok(mayRemovePassword({ ...nothing, hasPassword: true, hasApp: true, account: 'for-both' }, false).ok);
  const withApp = { ...nothing, hasPassword: true, hasApp: true, account: 'for-a-password' } as const;
  assert.deepEqual(mayRemovePassword(withApp, false), lastWay, 'the app goes with it');
  assert.ok(mayUnlink(withApp, false).ok);
  assert.deepEqual(mayUnlink({ ...nothing, account: 'for-both' }, false), lastWay);
  assert.ok(mayUnlink({ ...nothing, account: 'for-both' }, true).ok);
  assert.deepEqual(mayUnlink({ ...nothing, passkeys: 2 }, false), refuse('not-there'));
});

test('CRD-8 an account at the provider is linked once, to one person, and with an app where a code follows', () => {
  assert.ok(mayLink(nothing, true).ok);
  assert.deepEqual(mayLink({ ...nothing, passkeys: 1 }, false), refuse('needs-an-app'));
  assert.ok(mayLink({ ...nothing, hasApp: true }, false).ok);
  assert.deepEqual(mayLink({ ...nothing, account: 'for-both' }, true), refuse('linked-already'));
  assert.ok(acceptAccount(nothing, { owner: 'nobody' }).ok);
  assert.deepEqual(acceptAccount(nothing, { owner: 'somebody-else' }), refuse('account-is-anothers'));
  assert.deepEqual(acceptAccount({ ...nothing, account: 'for-both' }, { owner: 'nobody' }), refuse('linked-already'));
});

test('every refusal has words', () => {
  for (const reason of [
    'too-short',
    'too-long',
    'leaked-before',
    'is-about-you',
    'is-near-at-hand',
    'code-does-not-fit',
    'took-too-long',
    'passkey-does-not-fit',
    'needs-a-name',
    'too-many-passkeys',
    'needs-an-app',
    'linked-already',
    'account-is-anothers',
    'set-up-already',
    'last-way-in',
    'not-there',
    'prove-again',
    'not-your-password',
  ] as const)
    assert.ok(explain(reason).length > 10);
});

test('CRD-1 the service, its area, who works there and the work itself are no password, nor its main part', () => {
  for (const password of [
    'Northamptonshire1!',
    'restorative2026',
    'NeneRestorativePractice',
    'talking piece 22',
    'Priya.Nair.1984',
    'Sam Reyes is my pal',
    'justice-justice-99',
  ])
    assert.deepEqual(acceptPassword({ ...jo, password }), refuse('is-near-at-hand'), password);
  for (const password of ['a restorative walk by the canal', 'three blind mice at tea', 'purple samovar piecework'])
    assert.deepEqual(acceptPassword({ ...jo, password }), allow(password));
});
