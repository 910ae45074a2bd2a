import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { ageWords, explain, hasSide, sayStanding, sayView, type Standing, type View } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const tomorrow = plusDays(today, 1);
const gail: Standing = {
  ...{ participantId: 'kai' as ParticipantId, companionId: 'gail' as CompanionId, parental: 'yes', side: 'none' },
  ...{ words: '', saidOn: today },
};
const meeting: View = {
  ...{
    participantId: 'ted' as ParticipantId,
    kind: 'capacity',
    decision: 'To meet',
    view: 'can',
    words: 'He said it back.',
  },
  ...{ support: '', safeguarding: '', saidOn: today },
};
const capacity = (changed: Partial<View>) => sayView({ ...meeting, ...changed }, 'adult', today, 'open');

test('DCD-1 DCD-4 how a guardian stands is said by today, a side with its words, and not in a closed case', () => {
  assert.deepEqual(sayStanding(gail, today, 'open'), allow(gail));
  assert.deepEqual(
    sayStanding({ ...gail, side: 'harmed', saidOn: tomorrow }, today, 'closed'),
    refuse('case-is-closed', 'said-in-the-future', 'which-side-is-missing'),
  );
  assert.equal(sayStanding({ ...gail, side: 'close', words: 'Her brother' }, today, 'open').ok, true);
});

test('DCD-5 whoever was harmed, is responsible or close has a side; who has none or was not asked has not', () => {
  for (const side of ['harmed', 'responsible', 'close'] as const) assert.equal(hasSide({ side }), true);
  for (const side of ['none', 'not-known'] as const) assert.equal(hasSide({ side }), false);
});

test('DCD-2 DCD-3 a view is of one decision, with its reason, the help, and who was told', () => {
  assert.deepEqual(capacity({}), allow(meeting));
  assert.deepEqual(capacity({ decision: '', words: '' }), refuse('decision-is-missing', 'reason-is-missing'));
  assert.deepEqual(capacity({ view: 'with-support' }), refuse('support-is-missing'));
  assert.deepEqual(capacity({ view: 'cannot' }), refuse('support-is-missing', 'safeguarding-is-missing'));
  assert.equal(capacity({ view: 'cannot', support: 'Pictures', safeguarding: 'Adult social care' }).ok, true);
});

test('DCD-2 a child’s own view is a child’s, in their own words', () => {
  const own: View = { ...meeting, kind: 'child', view: null, decision: '', words: '' };
  assert.deepEqual(sayView(own, 'adult', today, 'open'), refuse('not-a-child', 'own-words-are-missing'));
  assert.equal(sayView({ ...own, words: 'I want to say sorry' }, 'child', today, 'open').ok, true);
  assert.match(explain('not-a-child'), /not a child/);
});

test('DCD-6 who may agree for an organisation is said by name and role, of an organisation alone', () => {
  const said: View = { ...meeting, kind: 'authority', view: null, words: '' };
  assert.deepEqual(sayView(said, 'adult', today, 'open'), refuse('not-an-organisation', 'who-agrees-is-missing'));
  assert.equal(sayView({ ...said, words: 'Mrs Ahmed, area manager' }, 'organisation', today, 'open').ok, true);
});

test('how old somebody is and was is said as far as it is known', () => {
  const born = '2011-05-01' as PlainDate;
  assert.equal(ageWords(born, '2026-03-01' as PlainDate, today), '15 years old, 14 when it happened');
  assert.equal(ageWords(born, null, today), '15 years old');
  assert.equal(ageWords(null, today, today), '');
});
