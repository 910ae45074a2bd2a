import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { about, agrees, type Answer } from '#vocabulary/consent.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { aSaying, aStatement } from './examples.ts';
import {
  say,
  standingAt,
  takesBack,
  explain,
  question,
  usualQuestions,
  type CannotSay,
  type Saying,
  type Statement,
} from './rules.ts';

const today = '2026-11-23' as PlainDate;
const christmas = '2026-12-27' as PlainDate;
const { participantId } = aSaying();
const other = 'other' as ParticipantId;

for (const [because, id, changed] of [
  ['question-is-not-whole', 'CON-1', { mode: null }],
  ['question-is-not-whole', 'CON-1', about('attend')],
  ['pick-a-day-to-ask-again', 'CON-2', { answer: 'not-now' }],
  ['day-to-ask-again-has-passed', 'CON-2', { answer: 'not-now', askAfter: today }],
  ['nothing-to-withdraw', 'CON-3', { answer: 'withdrawn' }],
  ['said-in-the-future', 'CON-4', { saidOn: plusDays(today, 1) }],
  ['towards-themselves', 'CON-5', { towardId: participantId }],
] as const satisfies readonly (readonly [CannotSay, string, Partial<Saying>])[]) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(say([], aSaying(changed), today), refuse(because));
    assert.notEqual(explain(because), '');
  });
}

test('CON-3 H2 a no after a yes is recorded as taking the yes back', () => {
  const decision = say([aStatement()], aSaying({ answer: 'declined' }), today);
  assert.equal(decision.ok && decision.value.answer, 'withdrawn');
  assert.equal(takesBack([aStatement()], aSaying({ answer: 'declined' })), true);
});

test('CON-3 a no without a yes before it is just a no', () => {
  const decision = say([], aSaying({ answer: 'declined' }), today);
  assert.equal(decision.ok && decision.value.answer, 'declined');
});

test('H2 “not now” after a yes stops what the yes allowed', () => {
  assert.equal(takesBack([aStatement()], aSaying({ answer: 'not-now', askAfter: christmas })), true);
});

test('taking back about one person leaves the answer about everyone', () => {
  assert.equal(takesBack([aStatement()], aSaying({ answer: 'declined', towardId: other })), false);
});

test('CON-6 the ledger replays to the same standing at any past moment', () => {
  const answers = fc.constantFrom<Answer>('given', 'declined', 'not-now');
  const modes = fc.constantFrom('letter', 'meeting', 'video', 'shuttle');
  fc.assert(
    fc.property(fc.array(fc.tuple(answers, modes), { maxLength: 30 }), fc.nat(30), (said, at) => {
      const ledger = said.map(([answer, mode], minute): Statement =>
        aStatement({
          answer,
          mode,
          askAfter: answer === 'not-now' ? christmas : null,
          recordedAt: new Date(minute * 60_000),
        }),
      );
      const then = new Date(at * 60_000);
      const asItWas = standingAt(
        ledger.filter(({ recordedAt }) => recordedAt <= then),
        then,
      );
      assert.deepEqual(standingAt(ledger, then), asItWas);
      for (const stand of asItWas)
        assert.equal(
          ledger.findLast((each) => each.recordedAt <= then && each.mode === stand.mode),
          stand,
        );
    }),
  );
});

test('CON-7 H1 a child agrees only together with a guardian', () => {
  const own = aStatement();
  const guardian = aStatement({ guardianId: 'guardian' as CompanionId });
  const subject = about('mode', { mode: 'meeting' });
  assert.equal(agrees({ stands: [own], children: [participantId] }, participantId, subject), false);
  assert.equal(agrees({ stands: [guardian], children: [participantId] }, participantId, subject), false);
  assert.equal(agrees({ stands: [own, guardian], children: [participantId] }, participantId, subject), true);
  assert.equal(agrees({ stands: [own], children: [] }, participantId, subject), true);
});

test('H1 an answer about one person counts before an answer about everyone', () => {
  const standing = { stands: [aStatement(), aStatement({ towardId: other, answer: 'declined' })], children: [] };
  assert.equal(agrees(standing, participantId, about('mode', { mode: 'meeting', towardId: other })), false);
  assert.equal(
    agrees(standing, participantId, about('mode', { mode: 'meeting', towardId: 'third' as ParticipantId })),
    true,
  );
});

test('every usual question has words of its own', () => {
  const words = usualQuestions({ isHarmed: true }).map(question);
  assert.equal(new Set(words).size, words.length);
});
