import assert from 'node:assert/strict';
import { test } from 'node:test';
import { galleryExamples } from '../../../test/support/gallery.ts';
import {
  changedMeanwhile,
  formOf,
  keepable,
  keptDays,
  mayKeep,
  pageOf,
  pageWith,
  pageWithout,
  sentTooLateHours,
  windowOf,
} from './rules.ts';

test('KPT-2 typed text is kept for a week, what was sent too late for a day', () => {
  assert.equal(keptDays, 7);
  assert.equal(sentTooLateHours, 24);
});

test('KPT-3 what proves somebody is never kept, by whatever name a form asks for it', () => {
  for (const name of ['password', 'new-password', 'code', 'recovery-code', 'sealed', 'api-key', 'kept', 'kept-page'])
    assert.equal(mayKeep(name), false, name);
  for (const name of ['words', 'happened-on-day', 'postcode', 'codeword', 'note', 'keeping', 'key-worker'])
    assert.equal(mayKeep(name), true, name);
});

test('KPT-3 every field that some page shows is kept', async () => {
  const shown = new Set<string>();
  for (const { page } of await galleryExamples()) {
    for (const [field = ''] of page.body.markup.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
      const called = / name="([^"]*)"/.exec(field)?.[1];
      const proves =
        / type="(?:password|hidden)"| autocomplete="one-time-code"/.test(field) ||
        (called === 'code' && / autocomplete="off"/.test(field)); // what was put away is opened by it
      if (called !== undefined && !proves) shown.add(called);
    }
  }
  assert.ok(shown.size > 50);
  assert.deepEqual(
    [...shown].filter((name) => !mayKeep(name)),
    [],
  );
});

test('a form in which nothing was typed is not kept', () => {
  assert.equal(keepable({ words: '', ticked: [], step: 'words', password: 'x' }), undefined);
  assert.deepEqual(keepable({ words: 'Hello', step: 'words' }), { words: 'Hello' });
});

test('only paths of ours are pages to come back to', () => {
  for (const text of ['//elsewhere.example', '/\\elsewhere', 'https://elsewhere.example', '/a b', ''])
    assert.equal(pageOf(text), undefined, text);
  assert.equal(pageOf('/cases/7K3M-QX94/notes?before=1_2'), '/cases/7K3M-QX94/notes?before=1_2');
  assert.equal(pageWith('/a?b=c', 'x'), '/a?b=c&kept=x');
  assert.equal(pageWithout(pageWith('/a', 'x')), '/a');
  assert.equal(pageWithout('/a?kept=x&b=c'), '/a?b=c');
});

test('a form is known by where it goes and which step it is', () => {
  assert.equal(formOf('/my/letters/1', { step: 'words' }), '/my/letters/1#words');
  assert.equal(formOf('/my/letters/1', { step: '<script>' }), '/my/letters/1');
  assert.equal(windowOf('nonsense'), undefined);
});

test('KPT-6 what was changed since a form was opened is named, unless it is what was typed', () => {
  const field = (name: string, value: string) => ({ name, label: name, value, words: value });
  const standing = { action: '/a', step: '', opened: 'now', holds: [field('words', 'Theirs'), field('ticked', 'a b')] };
  const sent = { action: '/a', step: '', opened: 'before', fields: { words: 'Mine', ticked: ['b', 'a'] } };
  const names = (...given: Parameters<typeof changedMeanwhile>) => changedMeanwhile(...given).map(({ name }) => name);
  assert.deepEqual(names([standing], sent), ['words']);
  assert.deepEqual(names([standing], { ...sent, fields: { words: 'Theirs', ticked: ['a', 'b'] } }), []);
  assert.deepEqual(names([standing], { ...sent, opened: 'now' }), [], 'as it was opened');
  assert.deepEqual(names([standing], { ...sent, opened: '' }), [], 'it showed nothing');
  assert.deepEqual(names([standing], { ...sent, step: 'other' }), [], 'another form');
  const dated = { ...standing, holds: [field('on', '2026-11-03')] };
  const day = { 'on-day': '3', 'on-month': '11', 'on-year': '2026' };
  assert.deepEqual(names([dated], { ...sent, fields: day }), []);
  assert.deepEqual(names([dated], { ...sent, fields: { ...day, 'on-day': '4' } }), ['on']);
});
