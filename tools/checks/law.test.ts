import assert from 'node:assert/strict';
import test from 'node:test';
import { judge, judgePackage } from './law.ts';
import { placeOf } from './place.ts';

const order = ['referral', 'consent', 'conference'];

function law(from: string, to: string, typeOnly = false): string | undefined {
  return judge({ from: placeOf(`src/${from}`), to: placeOf(`src/${to}`), typeOnly }, order);
}

for (const [from, to] of [
  ['main.ts', 'wiring.ts'],
  ['wiring.ts', 'wiring/worker.ts'],
  ['wiring/worker.ts', 'journey/consent/actions.ts'],
  ['wiring.ts', 'journey/reactions.ts'],
  ['doors/staff/routes.ts', 'overview/case-page/staff.ts'],
  ['doors/staff/routes.ts', 'journey/consent/policy.ts'],
  ['doors/staff/routes.ts', 'doors/layout.ts'],
  ['doors/staff/routes.ts', 'service/sign-in/actions.ts'],
  ['overview/readiness/facts.ts', 'journey/consent/facts.ts'],
  ['overview/readiness/facts.ts', 'platform/sql.ts'],
  ['journey/conference/facts.ts', 'journey/consent/facts.ts'],
  ['journey/conference/actions.ts', 'casefile/cases/facts.ts'],
  ['journey/conference/actions.ts', 'platform/hand.ts'],
  ['journey/conference/venue-rules.ts', 'journey/conference/rules.ts'],
  ['journey/conference/rules.ts', 'platform/decision.ts'],
  ['journey/conference/walls.test.ts', 'journey/agreement/store.ts'],
  ['journey/conference/examples.ts', 'casefile/people/examples.ts'],
  ['journey/reactions.ts', 'journey/conference/actions.ts'],
  ['journey/reactions.ts', 'journey/letter-reactions.ts'],
  ['journey/letter-reactions.ts', 'journey/exchange/actions.ts'],
  ['casefile/people/facts.ts', 'casefile/cases/facts.ts'],
  ['service/notices/facts.ts', 'service/staff/facts.ts'],
  ['commands.ts', 'demonstration/fill.ts'],
  ['demonstration/talking.ts', 'journey/consent/actions.ts'],
  ['demonstration/service.ts', 'service/areas/examples.ts'],
  ['demonstration/world.ts', 'journey/reactions.ts'],
  ['demonstration/world.ts', 'platform/hand.ts'],
  ['demonstration/facts.ts', 'platform/sql.ts'],
] as const)
  test(`the law allows ${from} to import ${to}`, () => {
    assert.equal(law(from, to), undefined);
  });

for (const [from, to, fault] of [
  ['platform/mail.ts', 'vocabulary/ids.ts', 'plumbing'],
  ['vocabulary/ids.ts', 'service/staff/facts.ts', 'stands below'],
  ['service/notices/actions.ts', 'casefile/safety/facts.ts', 'stands below'],
  ['casefile/tasks/actions.ts', 'journey/consent/facts.ts', 'stands below'],
  ['journey/consent/staff.ts', 'overview/readiness/facts.ts', 'stands below'],
  ['overview/readiness/staff.ts', 'doors/staff/layout.ts', 'stands below'],
  ['journey/consent/actions.ts', 'journey/conference/facts.ts', 'announce'],
  ['journey/conference/actions.ts', 'journey/consent/store.ts', 'across slices only facts'],
  ['journey/conference/actions.ts', 'casefile/cases/rules.ts', 'across slices only facts'],
  ['service/notices/store.ts', 'service/staff/store.ts', 'across slices only facts'],
  ['overview/readiness/pages.ts', 'journey/consent/facts.ts', 'finished values'],
  ['overview/readiness/facts.ts', 'journey/consent/pages.ts', 'across slices only facts'],
  ['journey/consent/rules.ts', 'platform/html.ts', 'rules use only'],
  ['journey/consent/rules.ts', 'journey/consent/store.ts', 'rules use only'],
  ['journey/consent/person-rules.ts', 'journey/referral/facts.ts', 'rules use only'],
  ['journey/consent/pages.ts', 'journey/consent/facts.ts', 'finished values'],
  ['journey/consent/letters.ts', 'platform/hand.ts', 'never touches the hand'],
  ['journey/consent/pages.ts', 'vocabulary/acting.ts', 'never touches the hand'],
  ['casefile/documents/exports.ts', 'platform/hand.ts', 'never touches the hand'],
  ['journey/consent/staff.ts', 'platform/hand.ts', 'only as a type'],
  ['doors/staff/routes.ts', 'platform/hand.ts', 'only as a type'],
  ['doors/staff/routes.ts', 'journey/consent/actions.ts', 'doors use only'],
  ['journey/consent/actions.ts', 'platform/sql.ts', 'SQL is written only'],
  ['journey/consent/actions.ts', 'config.ts', 'handed on as arguments'],
  ['journey/consent/actions.ts', 'journey/reactions.ts', 'lists of the journey'],
  ['journey/consent/actions.ts', 'journey/consent/examples.ts', 'made-up values'],
  ['journey/consent/store.ts', 'journey/consent/actions.ts', 'stands below'],
  ['journey/consent/actions.ts', 'journey/consent/pages.ts', 'do not show'],
  ['journey/consent/store.ts', 'journey/consent/rules.test.ts', 'only tests'],
  ['journey/consent/examples.ts', 'journey/consent/store.ts', 'examples use only'],
  ['journey/reactions.ts', 'journey/consent/store.ts', 'reactions use only'],
  ['journey/letter-reactions.ts', 'journey/exchange/store.ts', 'reactions use only'],
  ['journey/exchange/actions.ts', 'journey/letter-reactions.ts', 'lists of the journey'],
  ['doors/staff/routes.ts', 'demonstration/fill.ts', 'only the wiring fills'],
  ['journey/consent/examples.ts', 'demonstration/story.ts', 'only the wiring fills'],
  ['demonstration/fill.ts', 'wiring/worker.ts', 'wires nothing'],
  ['doors/staff/routes.ts', 'wiring/staff.ts', 'handed on as arguments'],
  ['demonstration/talking.ts', 'platform/sql.ts', 'SQL is written only'],
] as const)
  test(`the law stops ${from} from importing ${to}`, () => {
    assert.match(law(from, to) ?? 'allowed', new RegExp(fault));
  });

test('a page may name what its own facts find, but not ask them', () => {
  assert.equal(law('journey/consent/pages.ts', 'journey/consent/facts.ts', true), undefined);
  assert.match(law('journey/closure/pages.ts', 'journey/consent/facts.ts', true) ?? '', /finished values/);
});

test('a door may name the hand as a type, a page may not', () => {
  assert.equal(law('journey/consent/staff.ts', 'platform/hand.ts', true), undefined);
  assert.match(law('journey/consent/pages.ts', 'platform/hand.ts', true) ?? '', /never touches/);
});

test('packages keep to their rooms', () => {
  assert.match(judgePackage(placeOf('src/journey/consent/store.ts'), 'pg') ?? '', /only platform/);
  assert.match(judgePackage(placeOf('src/journey/consent/actions.ts'), 'zod') ?? '', /at doors only/);
  assert.match(judgePackage(placeOf('src/journey/consent/rules.ts'), 'node:fs') ?? '', /pure/);
  assert.equal(judgePackage(placeOf('src/journey/consent/staff.ts'), 'zod'), undefined);
});
