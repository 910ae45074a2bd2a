import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { askForMore } from '#journey/asking-for-more/actions.ts';
import { acknowledgeReferral } from '#journey/triage/actions.ts';
import { openWorker } from '../../src/wiring/worker.ts';
import { anAgency, aReferrer } from '../support/agencies.ts';
import { aHouse } from '../support/house.ts';
import { aProgram } from '../support/programs.ts';

/*
 * The program of the guide, word for word: a client is made from the document that the service publishes, the compiler holds the
 * program to it, and it lives the whole life of a referral.
 */
let stopWorker = async (): Promise<void> => undefined;
after(() => stopWorker());
const house = await aHouse({ mayTellInside: true });
const worker = await openWorker(house.ports, undefined);
stopWorker = () => worker.stop();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const { id, secret } = await aProgram(house, corby, lewis);
const amara = await house.asStaff(house.staff.amara);
await house.server.listen({ port: 0, host: '127.0.0.1' });
const baseUrl = `http://127.0.0.1:${(house.server.server.address() as AddressInfo).port}`;

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'tp-program-'));
after(() => rmSync(folder, { recursive: true }));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');

const guide = readFileSync(join(root, 'docs/guides/referring-by-program.md'), 'utf8');
const program = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

/** What the compiler says against the program, with a client made from the document. */
async function compiled(): Promise<readonly string[]> {
  const document = await fetch(`${baseUrl}/api/openapi.json`);
  writeFileSync(join(folder, 'document.ts'), astToString(await openapiTS(await document.text())));
  writeFileSync(join(folder, 'program.ts'), program);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const made = ts.createProgram([join(folder, 'program.ts')], options);
  return ts.getPreEmitDiagnostics(made).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const sentIn = (said: readonly string[]) => said.flatMap((line) => /^sent (\S+)$/.exec(line)?.[1] ?? []);

/** What a coordinator does as the program goes on: asks about the first referral, and sees the second to its end. */
async function coordinator(said: readonly string[]): Promise<void> {
  const [first, second = ''] = sentIn(said);
  const line = said.at(-1);
  if (line === `sent ${first}`) {
    await house.actInService(house.staff.amara, async (hand) => {
      await acknowledgeReferral(hand, first ?? '');
      await askForMore(hand, first ?? '', { reason: 'safety', words: 'Is anybody at risk?' });
    });
  }
  if (second === '') return;
  if (line === `sent ${second}`) await amara.post(`/referrals/${second}/acknowledge`);
  if (line === 'told read') {
    const person = { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' };
    await amara.post(`/referrals/${second}/others/person`, person);
    await amara.post(`/referrals/${second}/accept`, { 'accept-kind': 'justice' });
  }
  if (line === 'told in-touch') {
    const [year = '', month = '', day = ''] = house.today().split('-');
    const on = { 'closed-on-day': day, 'closed-on-month': month, 'closed-on-year': year };
    await amara.post(`/cases/${second}/closure`, { reason: 'harmed-declined', ...on });
  }
}

test('a program made from the document alone sends, is told, changes, takes back and is told again', async () => {
  assert.ok(program.length > 2000, 'the guide has its program');
  assert.deepEqual(await compiled(), []);
  const child = spawn(process.execPath, ['program.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], BASE_URL: baseUrl, CLIENT_ID: id, CLIENT_SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let wrong = '';
  child.stderr.on('data', (part: Buffer) => (wrong += part.toString()));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    await coordinator(said);
  }
  const [reference = '', next = ''] = sentIn(said);
  // Both came on one day, in whichever order.
  const statuses = (list: string) => [...list.matchAll(/(finished|withdrawn)/g)].map(([word]) => word).toSorted();
  const heard = said.map((line) => (line.startsWith('listed ') ? `listed ${statuses(line).join(', ')}` : line));
  assert.deepEqual(
    heard,
    [
      'asked Crime reference',
      `sent ${reference}`,
      'refused phone-is-missing',
      'told read',
      'stands read',
      'told withdrawn',
      `sent ${next}`,
      'told read',
      'told in-touch',
      'told finished',
      'listed finished, withdrawn',
      'told again read',
    ],
    wrong,
  );
  // What the program said is what the coordinator reads.
  const page = await amara.get(`/referrals/${reference}`);
  assert.match(page.body, /Joanne Hartley/);
  assert.match(page.body, /We look into it: Is anybody at risk\?/);
  assert.match((await amara.get(`/referrals/${reference}/agency/messages`)).body, /rung on a Friday/);
});
