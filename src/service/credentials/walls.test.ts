import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { codeAt } from '../../../test/support/real-staff.ts';
import {
  addPasskey,
  beginSettingUp,
  linkAccount,
  makeRecoveryCodes,
  offerCodeApp,
  offeredSecret,
  removePasskey,
  setUpCodeApp,
} from './actions.ts';
import { linkOf, passkeysOf } from './facts.ts';
import { removePasskey as removeRow, saveCodeApp, savePasskey, saveRecoveryCodes } from './store.ts';

const house = await aHouse({ isReal: true });
const { sealer } = house.ports;
const { jo, sam, priya, mia, leo } = house.staff;

const marksOf = (staffId: string) =>
  house.actInService(jo, (hand) =>
    hand.rows(sql<{ mark: string }>`select code_hash as mark from app.recovery_codes where staff_id = ${staffId}`),
  );

test('CRD-2 a secret in clear is refused where a sealed one belongs', async () => {
  const refused = await house
    .actInService(jo, (hand) => saveCodeApp(hand, jo, 'JBSWY3DPEHPK3PXP', 1))
    .then(() => undefined, refusedBy);
  assert.equal(refused, 'code_apps_sealed_secret_check');
});

test('CRD-2 an offered secret is nobody else’s, and no longer there after an hour', () => {
  const now = house.now();
  const { secret, sealed } = offerCodeApp(sealer, jo, now);
  assert.equal(offeredSecret(sealer, jo, sealed, now), secret);
  assert.equal(offeredSecret(sealer, sam, sealed, now), undefined);
  assert.equal(offeredSecret(sealer, jo, sealed, new Date(now.getTime() + 3_600_001)), undefined);
  assert.equal(offeredSecret(sealer, jo, '', now), undefined);
});

test('CRD-2 nothing is kept before a code from the app fits', async () => {
  const { secret, sealed } = offerCodeApp(sealer, jo, house.now());
  const typed = (code: string) =>
    house.actInService(jo, (hand) => setUpCodeApp(hand, sealer, { staffId: jo, sealed, code }));
  const kept = () => house.readAsStaff(jo, (db) => db.rows(sql`select staff_id from app.code_apps`));
  assert.deepEqual(await typed('000000'), { ok: false, because: ['code-does-not-fit'] });
  assert.equal((await kept()).length, 0);
  assert.equal((await typed(` ${codeAt(secret, house.now())} `)).ok, true);
  assert.equal((await kept()).length, 1);
});

test('CRD-3 new recovery codes take the place of those before; what is kept is not what was shown', async () => {
  const first = await house.actInService(jo, (hand) => makeRecoveryCodes(hand, sealer, jo));
  const before = await marksOf(jo);
  const second = await house.actInService(jo, (hand) => makeRecoveryCodes(hand, sealer, jo));
  const now = await marksOf(jo);
  assert.ok(first.ok && second.ok);
  assert.equal(new Set([...first.value, ...second.value]).size, 20);
  assert.equal(now.length, 10);
  assert.deepEqual(
    now.filter(({ mark }) => before.some((each) => each.mark === mark)),
    [],
  );
  assert.ok(now.every(({ mark }) => ![...second.value].some((code) => mark.includes(code))));
});

test('CRD-3 a code in clear is refused where its mark belongs', async () => {
  const refused = await house
    .actInService(jo, (hand) => saveRecoveryCodes(hand, jo, ['k7qm-24xb-9r']))
    .then(() => undefined, refusedBy);
  assert.equal(refused, 'recovery_codes_code_hash_check');
});

let made = 0;
const aPasskey = () => ({
  credentialId: `passkey-number-${(made += 1).toString().padStart(4, '0')}`,
  publicKey: new Uint8Array(77),
  counter: 1,
  transports: ['internal'],
});
const give = (staffId: StaffId, passkey = aPasskey()) =>
  house.actInService(staffId, (hand) => addPasskey(hand, staffId, { passkey, name: 'Phone' }));
const theirs = (staffId: StaffId) => house.readAsStaff(staffId, (db) => passkeysOf(db, staffId));
const real = (staffId: StaffId) => ({ staffId, isDemonstration: false });

test('CRD-4 a passkey is one person’s, and nobody else reads of it', async () => {
  const passkey = aPasskey();
  assert.equal((await give(priya, passkey)).ok, true);
  const again = await give(mia, passkey).then(() => undefined, refusedBy);
  assert.equal(again, 'crd_4_passkey_is_one_persons');
  assert.equal((await theirs(priya)).length, 1);
  assert.equal((await house.readAsStaff(mia, (db) => passkeysOf(db, priya))).length, 0);
  await assert.rejects(
    house.readAsStaff(priya, (db) => db.rows(sql`select public_key from app.staff_passkeys`)),
    /permission denied/,
  );
});

test('CRD-5 the last way in stays, whoever takes it away', async () => {
  const [only] = await theirs(priya);
  assert.ok(only);
  const asked = await house.actInService(priya, (hand) => removePasskey(hand, real(priya), only.id, undefined));
  assert.deepEqual(asked, { ok: false, because: ['last-way-in'] });
  const written = house.actInService(priya, (hand) => removeRow(hand, priya, only.id));
  assert.equal(await written.then(() => undefined, refusedBy), 'crd_5_a_way_in_remains');
});

test('CRD-5 of two who take away the last two at one moment one is refused', async () => {
  await give(mia);
  await give(mia);
  const both = await Promise.all(
    (await theirs(mia)).map(({ id }) =>
      house.actInService(mia, (hand) => removeRow(hand, mia, id)).then(() => 'gone', refusedBy),
    ),
  );
  assert.deepEqual(new Set(both), new Set(['crd_5_a_way_in_remains', 'gone']));
  assert.equal((await theirs(mia)).length, 1);
});

test('CRD-6 two windows that set up at one moment: one is told that it is done', async () => {
  const setUp = () =>
    house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id: leo } }, async (hand) => {
      const decision = await beginSettingUp(hand, leo, undefined);
      if (decision.ok) await savePasskey(hand, leo, aPasskey(), 'Phone');
      return decision;
    });
  const both = await Promise.all([setUp(), setUp()]);
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  assert.equal((await theirs(leo)).length, 1);
});

test('CRD-8 an account at the provider is one person’s, and each has one, whatever asks', async () => {
  const issuer = 'https://provider.example';
  const provider = { issuer, isEnough: true };
  const link = (id: StaffId, subject: string) =>
    house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id } }, (hand) =>
      linkAccount(hand, id, provider, { issuer, subject }),
    );
  const both = await Promise.all([link(priya, 'P-1'), link(mia, 'P-1')]);
  assert.deepEqual(both.map((each) => (each.ok ? 'linked' : each.because[0])).toSorted(), [
    'account-is-anothers',
    'linked',
  ]);
  const [owner, other] = both[0]?.ok ? [priya, mia] : [mia, priya];
  assert.deepEqual(await link(owner, 'P-2'), { ok: false, because: ['linked-already'] });
  const written = (id: StaffId, subject: string) =>
    house.actInService(id, (hand) =>
      hand.run(sql`insert into app.provider_links (service_id, staff_id, issuer, subject)
        values (${house.serviceId}, ${id}, ${issuer}, ${subject})`),
    );
  assert.equal(await written(other, 'P-1').then(() => undefined, refusedBy), 'crd_8_account_is_one_persons');
  assert.equal(await written(owner, 'P-2').then(() => undefined, refusedBy), 'crd_8_one_account_each');
  assert.equal(await house.readAsStaff(other, (db) => linkOf(db, owner, issuer)), undefined);
});
