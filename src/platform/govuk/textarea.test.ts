import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textarea } from './textarea.ts';

/** What a browser would show in the field: it drops one line break after the opening tag. */
function shown(value: string): string | undefined {
  const { markup } = textarea({ name: 'story', label: { text: 'What happened' }, value });
  return /<textarea[^>]*>\n?([^<]*)<\/textarea>/.exec(markup)?.[1];
}

test('what was written comes back as it was, line breaks at the start and spaces too', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '.') });
  fc.assert(fc.property(plain, (written) => assert.equal(shown(written), written)));
});

test('an answer cannot close the field', () => {
  assert.equal(shown('</textarea><b>'), '&lt;/textarea&gt;&lt;b&gt;');
});
