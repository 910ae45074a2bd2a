import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { codeAt } from '../../../test/support/real-staff.ts';
import { makeRecoveryCodes, offerCodeApp, offeredSecret, setUpCodeApp } from './actions.ts';
import { saveCodeApp, saveRecoveryCodes } from './store.ts';

const house = await aHouse({ isReal: true });
const { sealer } = house.ports;
const { jo, sam } = house.staff;

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
