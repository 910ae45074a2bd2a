import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onlyWhatBothCallSafe, safeFromNowOn, safeWays, saysAnother, type SaidSafe } from './safe-rules.ts';

const known: SaidSafe = {
  mayPhone: true,
  mayText: true,
  mayEmail: false,
  mayPost: true,
  fromHour: null,
  untilHour: null,
  timesWords: 'Not on Fridays',
  mayLeaveVoicemail: true,
  codeword: 'library',
  ifSomeoneElseAnswers: '',
  saidOn: '2026-11-02',
};

test('LIK-7 only what both call safe holds, with the words of both and the day that is longer ago', () => {
  const said = {
    ...known,
    mayText: false,
    mayEmail: true,
    fromHour: 10,
    untilHour: 12,
    timesWords: 'Not before school is out',
    mayLeaveVoicemail: false,
    codeword: 'choir',
    saidOn: '2026-10-01',
  };
  assert.deepEqual(onlyWhatBothCallSafe(known, said), {
    ...known,
    mayText: false,
    fromHour: 10,
    untilHour: 12,
    timesWords: 'Not on Fridays And: Not before school is out',
    mayLeaveVoicemail: false,
    saidOn: '2026-10-01',
  });
});

for (const [what, one, other] of [
  ['hours that do not meet', { fromHour: 9, untilHour: 11 }, { fromHour: 14, untilHour: 16 }],
  ['hours that only touch', { fromHour: 9, untilHour: 11 }, { fromHour: 11, untilHour: 16 }],
  ['words that cannot stand together', { timesWords: 'a'.repeat(500) }, { timesWords: 'b'.repeat(500) }],
] as const)
  test(`LIK-7 ${what} leave no call and no text`, () => {
    const { mayPhone, mayText, mayLeaveVoicemail, mayPost } = onlyWhatBothCallSafe(
      { ...known, ...one },
      { ...known, ...other },
    );
    assert.deepEqual([mayPhone, mayText, mayLeaveVoicemail, mayPost], [false, false, false, true]);
  });

const anySafe = fc.record<SaidSafe>({
  mayPhone: fc.boolean(),
  mayText: fc.boolean(),
  mayEmail: fc.boolean(),
  mayPost: fc.boolean(),
  fromHour: fc.constantFrom(null, 8, 12),
  untilHour: fc.constantFrom(null, 13, 20),
  timesWords: fc.constantFrom('', 'Mornings', 'c'.repeat(600)),
  mayLeaveVoicemail: fc.boolean(),
  codeword: fc.constantFrom('', 'library', 'choir'),
  ifSomeoneElseAnswers: fc.constantFrom('', 'Say nothing'),
  saidOn: fc.constantFrom('2026-10-01', '2026-11-02'),
});

test('LIK-7 whatever the two say, nothing is safe that one of them does not call safe', () => {
  fc.assert(
    fc.property(anySafe, anySafe, (one, other) => {
      const careful = onlyWhatBothCallSafe(one, other);
      for (const way of safeWays) assert.ok(!careful[way] || (one[way] && other[way]), way);
      assert.ok(!careful.mayLeaveVoicemail || (one.mayLeaveVoicemail && other.mayLeaveVoicemail));
      const mayBeRung = careful.mayPhone || careful.mayText;
      for (const { fromHour, untilHour, saidOn, timesWords } of [one, other]) {
        assert.ok(!mayBeRung || fromHour === null || (careful.fromHour ?? 0) >= fromHour);
        assert.ok(!mayBeRung || untilHour === null || (careful.untilHour ?? 24) <= untilHour);
        assert.ok(!mayBeRung || careful.timesWords.includes(timesWords));
        assert.ok((careful.saidOn ?? '') <= (saidOn ?? ''));
      }
    }),
  );
});

test('LIK-7 what nobody contradicts is not written twice; what the case does not know is taken from the referral', () => {
  assert.deepEqual(safeFromNowOn(known, { ...known, saidOn: '2026-11-20' }), []);
  assert.deepEqual(safeFromNowOn(known, null), []);
  assert.deepEqual(safeFromNowOn(null, known), [known]);
  const said = { ...known, mayPost: false };
  assert.equal(saysAnother(known, said), true);
  assert.deepEqual(safeFromNowOn(known, said), [said, onlyWhatBothCallSafe(known, said)]);
});
