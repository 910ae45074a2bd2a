import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { likenessOf } from '#journey/listed/facts.ts';
import { guessColumns, readDay, readRow, rowFaults } from './row-rules.ts';
import {
  beginReading,
  check,
  explain,
  explainRemark,
  headingsAt,
  letGo,
  takeIn,
  toBeLookedAt,
  undo,
  withTime,
  type Columns,
} from './rules.ts';

const today = '2026-11-23' as PlainDate;
const noon = new Date('2026-11-23T12:00:00Z');
const columns: Columns = {
  'full-name': 0,
  'date-of-birth': 1,
  phone: 2,
  email: 3,
  'safe-ways': 4,
  kind: 5,
  'happened-on': 6,
};
const row = (...cells: readonly string[]) => readRow(cells, columns, { safeWays: ['call', 'email'], today });

test('LST-1 a list is checked, then taken in, and let go of only before that', () => {
  assert.deepEqual(check('imported', columns), refuse('list-is-past-that'));
  assert.deepEqual(check('new', { phone: 0 }), refuse('name-has-no-column'));
  assert.deepEqual(check('new', { 'full-name': 0, phone: 0 }), refuse('column-chosen-twice'));
  assert.ok(check('checked', columns).ok);
  assert.deepEqual(takeIn({ status: 'new', rowsGood: 3 }), refuse('not-checked-yet'));
  assert.deepEqual(takeIn({ status: 'checked', rowsGood: 0 }), refuse('nobody-to-take-in'));
  assert.ok(takeIn({ status: 'checked', rowsGood: 1 }).ok);
  assert.deepEqual(letGo({ status: 'imported', movedAt: noon }, noon), refuse('list-is-past-that'));
  assert.ok(letGo({ status: 'checked', movedAt: noon }, noon).ok);
});

test('LST-6 a list on which the reading breaks off is begun again, can be let go after a while, and ends in the end', () => {
  const quarter = new Date(noon.getTime() + 15 * 60_000);
  for (const status of ['checking', 'importing'] as const) {
    assert.deepEqual(letGo({ status, movedAt: noon }, new Date(quarter.getTime() - 1)), refuse('list-is-being-read'));
    assert.ok(letGo({ status, movedAt: noon }, quarter).ok);
    assert.ok(beginReading({ status, tries: 4 }).ok);
    assert.deepEqual(beginReading({ status, tries: 5 }), refuse('reading-broke-off'));
  }
  assert.deepEqual(beginReading({ status: 'checked', tries: 0 }), refuse('nothing-to-read'));
  assert.match(explain('list-is-being-read'), /15 minutes/);
});

test('LST-4 it is undone within a day, while nobody of it was asked', () => {
  const taken = { status: 'imported', importedAt: new Date('2026-11-22T12:00:00Z') } as const;
  assert.ok(undo(taken, 0, noon).ok);
  assert.deepEqual(undo(taken, 1, new Date(noon.getTime() + 1)), refuse('a-day-has-passed', 'somebody-was-offered'));
  assert.deepEqual(undo({ status: 'checked', importedAt: null }, 0, noon), refuse('was-not-taken-in'));
  assert.match(explain('a-day-has-passed'), /for a day/);
});

test('LST-8 a list that nobody takes in is let go of after a day, the rows that one left out after a month', () => {
  const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000 + 1);
  for (const status of ['new', 'checked'] as const) {
    assert.deepEqual(
      withTime({ status, movedAt: noon, sentByAgency: false }, new Date(later(24).getTime() - 1)),
      refuse('is-not-over'),
    );
    assert.deepEqual(withTime({ status, movedAt: noon, sentByAgency: false }, later(24)), allow('let-go'));
    // One that an agency sends on a Friday is there on Monday.
    const sent = { status, movedAt: noon, sentByAgency: true };
    assert.deepEqual(withTime(sent, new Date(later(7 * 24).getTime() - 1)), refuse('is-not-over'));
    assert.deepEqual(withTime(sent, later(7 * 24)), allow('let-go'));
  }
  assert.deepEqual(
    withTime({ status: 'imported', movedAt: noon, sentByAgency: false }, later(24)),
    refuse('is-not-over'),
  );
  assert.deepEqual(
    withTime({ status: 'imported', movedAt: noon, sentByAgency: false }, later(30 * 24)),
    allow('forget-rows'),
  );
  assert.deepEqual(
    withTime({ status: 'importing', movedAt: noon, sentByAgency: false }, later(30 * 24)),
    refuse('is-not-over'),
  );
});

test('LST-12 a list of an agency is looked at as soon as anything is acknowledged, and before it goes by itself', () => {
  const friday = new Date('2026-12-18T16:00:00Z');
  assert.deepEqual(toBeLookedAt(friday, 1), { lookBy: '2026-12-21', goneOn: '2026-12-25' });
  assert.deepEqual(toBeLookedAt(friday, 10), { lookBy: '2026-12-24', goneOn: '2026-12-25' });
});

test('LST-2 a row says everything that is wrong with it', () => {
  const wrong = row('', '31/02/1980', 'none', 'moira@', 'pigeon', '', '24/11/2026');
  assert.deepEqual(
    wrong,
    refuse(
      'name-is-missing',
      'birth-is-no-day',
      'event-is-in-the-future',
      'phone-is-no-number',
      'email-is-no-address',
      'way-is-not-known',
    ),
  );
  assert.deepEqual(row('x'.repeat(201)), refuse('something-is-too-long'));
  assert.deepEqual(row('Moira', '24/11/2026'), refuse('birth-is-in-the-future'));
  assert.ok(row('Moira').ok, 'a name is enough');
});

test('a letter that was lost is nobody’s name, and a title above the headings is none of them', () => {
  assert.deepEqual(row('Jos\uFFFD Perez'), refuse('letters-are-lost'));
  const headings = ['Name', 'DOB'];
  assert.equal(headingsAt([['Week 46', '', ''], ['Northamptonshire'], headings, ['Moira', '']]), 2);
  assert.equal(headingsAt([headings, ['Moira', '1971']]), 0);
  assert.equal(headingsAt([['Name'], ['Moira Kettering']]), 0, 'a list of names alone has its heading first');
  assert.match(explainRemark('has-more-sheets'), /first one is read/);
});

test('LST-5 a way is safe where the row says it, else where the agency did and there is a number for it', () => {
  const waysOf = (...cells: readonly string[]) => {
    const read = row(...cells);
    return read.ok ? read.value.safeWays : read.because;
  };
  assert.deepEqual(
    waysOf('Moira', '', '7700900123', '', ''),
    ['call'],
    'and the 0 that a spreadsheet drops is there again',
  );
  assert.deepEqual(waysOf('Moira', '', '07700 900123', 'm@example.org', 'Text; e-mail'), ['text', 'email']);
  assert.deepEqual(waysOf('Moira', '', '07700 900123', '', 'none'), []);
  assert.deepEqual(waysOf('Moira', '', '', '', 'phone'), ['safe-way-has-no-number']);
});

test('days are read as people in England and spreadsheets write them, and never guessed', () => {
  for (const text of [
    '9/3/1971',
    '09-03-1971',
    '09.03.1971',
    '1971-03-09',
    '1971-03-09T00:00:00',
    '9 March 1971',
    '9th Mar 1971',
  ])
    assert.equal(readDay(text), '1971-03-09', text);
  for (const text of ['03/25/1971', '9/3/71', '31/02/1980', 'last week', '25600'])
    assert.equal(readDay(text), 'no-day', text);
  assert.equal(readDay('  '), null);
});

test('LST-3 the same person is known again by name with one thing more, however it is written', () => {
  const person = (cells: readonly string[]) => {
    const read = row(...cells);
    assert.ok(read.ok);
    return likenessOf(read.value.details);
  };
  const one = person(['Mrs Zoë Kettering', '09/03/1971', '+44 7700 900123']);
  const other = person(['KETTERING, Zoe', '1971-03-09', '07700900123']);
  assert.deepEqual(one, other);
  assert.notEqual(person(['Zoe Kettering', '1971-03-10']).born, one.born);
  assert.equal(person(['Zoe Kettering']).born, '', 'a name alone makes nobody the same');
});

test('columns are guessed by their headings, and what was chosen before goes first', () => {
  const headings = ['Crime number', 'Victim forename', 'Victim surname', 'DOB', 'Mobile', 'Offence', 'Date committed'];
  assert.deepEqual(guessColumns(headings, {}), {
    'first-name': 1,
    'last-name': 2,
    'date-of-birth': 3,
    phone: 4,
    reference: 0,
    kind: 5,
    'happened-on': 6,
  });
  assert.deepEqual(guessColumns(headings, { reference: 'OFFENCE' }), { reference: 5 });
});

test('any row is read without a fault of ours', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 12 }), (cells) => {
      const read = row(...cells);
      assert.ok(read.ok || read.because.every((reason) => rowFaults.includes(reason)));
    }),
    { numRuns: 200 },
  );
});
