import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askingMinutes, browserWords, freeTries, placeOf, provedThere, readSecondStep, waits } from './rules.ts';

test('SGN-1 the wait grows with every failure after the free ones and stops at an hour', () => {
  assert.deepEqual(waits(freeTries.account), [0, 0, 0, 1, 2, 4, 8, 16, 32, 60]);
  assert.deepEqual(waits(freeTries.place).slice(99, 102), [0, 1, 2]);
});

test('a second step is six figures or a recovery code, however it is typed', () => {
  assert.deepEqual(readSecondStep(' 402 915 '), { kind: 'code', code: '402915' });
  assert.deepEqual(readSecondStep('K7QM-24XB-9R'), { kind: 'recovery-code', code: 'k7qm24xb9r' });
  assert.deepEqual(readSecondStep('40291'), { kind: 'recovery-code', code: '40291' });
});

test('SGN-1 a place is one address, or the half of a long address that one customer has', () => {
  for (const [address, place] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ] as const)
    assert.equal(placeOf(address), place, address);
});

test('a browser is named as people know it, and never with its whole description', () => {
  for (const [agent, words] of [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', 'Chrome on Linux'],
    ['curl/8', 'A browser'],
    ['', 'A browser'],
  ] as const)
    assert.equal(browserWords(agent), words);
});

test('SGN-9 whoever goes to the provider has ten minutes to come back', () => {
  assert.equal(askingMinutes, 10);
});

test('SGN-10 a proof that the provider gives no time for counts as long ago, and none counts as of later than now', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  const before = new Date('2026-11-27T08:00:00Z');
  assert.deepEqual(provedThere(before, now), before);
  assert.deepEqual(provedThere(new Date('2026-11-27T12:00:20Z'), now), now);
  assert.deepEqual(provedThere(undefined, now), new Date(0));
});
