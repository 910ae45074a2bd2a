import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html } from './html.ts';
import { readMarkup, showMarkup, Unreadable } from './plain-markup.ts';

const names = { values: ['area'], parts: ['ask'] };
const meanings = { values: { area: 'A & B' }, parts: { ask: html`<form></form>` } };
const shown = (text: string) => String(showMarkup(readMarkup(text, names), meanings)).replaceAll(/\s*\n\s*/g, '');

test('headings, paragraphs, lists, quotes, strong words, links and names become a page', () => {
  assert.equal(
    shown('# One\nLead in {{area}}.\n\nMore\nof **it**.\n\n## Two\n\n- a\n- [b](/b)\n  c\n\n1. d\n\n> e\n\n{{ask}}'),
    [
      '<h1 class="govuk-heading-xl">One</h1><p class="govuk-body-l">Lead in A &amp; B.</p>',
      '<p class="govuk-body">More of <strong>it</strong>.</p><h2 class="govuk-heading-m">Two</h2>',
      '<ul class="govuk-list govuk-list--bullet"><li>a</li><li><a class="govuk-link" href="/b">b</a> c</li></ul>',
      '<ol class="govuk-list govuk-list--number"><li>d</li></ol><div class="govuk-inset-text">e</div><form></form>',
    ].join(''),
  );
});

for (const [text, line, sentence] of [
  ['a\n\n<b>c</b>', 3, /HTML/],
  ['a\n![b](/c)', 2, /picture/],
  ['#### a', 1, /one, two or three/],
  ['| a | b |', 1, /table/],
  ['```', 1, /code/],
  ['a\n\n{{other}}', 3, /\{\{other\}\}.*\{\{area\}\} \{\{ask\}\}/],
  ['a {{ask}} b', 1, /alone on a line/],
  ['a **b', 1, /not whole/],
  ['[a](javascript:b)', 1, /leads to javascript:b/],
  ['[a](//elsewhere.example)', 1, /leads to/],
  ['- a\nb', 2, /below a list/],
] as const) {
  test(`refuses ${JSON.stringify(text)} and says where`, () => {
    assert.throws(
      () => readMarkup(text, names),
      (error) => error instanceof Unreadable && error.line === line && sentence.test(error.message),
    );
  });
}

test('whatever stands in a text, nothing of it is passed on as markup', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('<', '>', '&', '"', "'", '\n', '\n\n', '# ', '- ', '> ', '**', '[', '](', ')', '/x', '{{area}}'),
      fc.string({ maxLength: 5 }),
    ),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      let page: string;
      try {
        page = shown(parts.join(''));
      } catch (error) {
        assert.ok(error instanceof Unreadable);
        return;
      }
      const ours =
        /<\/?(h[1-3]|p|ul|ol|li|strong|div|form)( class="[a-z -]+")?>|<a class="govuk-link" href="[^"<>]*">|<\/a>/g;
      assert.doesNotMatch(page.replaceAll(ours, ''), /[<>]/);
    }),
  );
});
