import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escape, type Fragment, Html, html, paragraphs, trusted } from './html.ts';

const entity = /&(?:amp|lt|gt|quot|#39);/g;

function unescaped(markup: string): string {
  const meant = new Map([
    ['&amp;', '&'],
    ['&lt;', '<'],
    ['&gt;', '>'],
    ['&quot;', '"'],
    ['&#39;', "'"],
  ]);
  return markup.replace(entity, (found) => meant.get(found) ?? found);
}

test('the five special characters are escaped, and nothing else is', () => {
  assert.equal(escape(`a & b < c > d "e" 'f' \\ \``), 'a &amp; b &lt; c &gt; d &quot;e&quot; &#39;f&#39; \\ `');
  assert.equal(escape('Siân’s café – 5 km'), 'Siân’s café – 5 km');
  assert.equal(escape(''), '');
});

test('text that is escaped already is escaped again, since it is what was written', () => {
  assert.equal(escape('&amp;'), '&amp;amp;');
});

test('the same text is escaped the same way every time', () => {
  assert.deepEqual(['<<', '<<', '<<'].map(escape), ['&lt;&lt;', '&lt;&lt;', '&lt;&lt;']);
});

test('text in a template is escaped between tags and inside quotes', () => {
  const name = `"><script>alert('x')</script>`;
  const safe = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;';
  assert.equal(html`<p title="${name}">${name}</p>`.markup, `<p title="${safe}">${safe}</p>`);
});

test('markup inside markup passes once and is not escaped again', () => {
  const inner = html`<b>${'<'}</b>`;
  assert.equal(html`<p>${inner}</p>`.markup, '<p><b>&lt;</b></p>');
  assert.equal(html`<p>${trusted('<i>x</i>')}</p>`.markup, '<p><i>x</i></p>');
  assert.equal(html`${html`${html`${'&'}`}`}`.markup, '&amp;');
});

test('an object that only looks like markup is never passed through', () => {
  const forged = { markup: '<script>' } as unknown as Fragment;
  assert.throws(() => html`${forged}`);
});

test('false, null, undefined and the empty text leave no trace', () => {
  assert.equal(html`[${false}${null}${undefined}${''}]`.markup, '[]');
});

test('numbers are written out, nought too', () => {
  assert.equal(html`${0} ${-1.5} ${12n}`.markup, '0 -1.5 12');
});

test('lists are joined without commas, at any depth, with each text escaped', () => {
  const rows: Fragment = ['a', '<', false, ['b', [html`<i></i>`, null, 1]]];
  assert.equal(html`<p>${rows}</p>`.markup, '<p>a&lt;b<i></i>1</p>');
  assert.equal(html`${[]}`.markup, '');
});

test('markup becomes a string as it is', () => {
  assert.equal(String(html`<p>x</p>`), '<p>x</p>');
  assert.ok(html`` instanceof Html);
});

test('an empty line parts paragraphs and a single line break breaks the line', () => {
  const [first, second] = paragraphs('One\nand a half\n\n\nTwo').markup.split('</p>');
  assert.match(first ?? '', /^<p class="govuk-body">One<br ?\/?>and a half$/);
  assert.equal(second, '<p class="govuk-body">Two');
});

test('the line breaks that browsers send part paragraphs as well', () => {
  assert.equal(paragraphs('One\r\ntwo\r\n\r\nThree').markup, paragraphs('One\ntwo\n\nThree').markup);
});

test('paragraphs escape what was written and leave out what is blank', () => {
  assert.equal(paragraphs('<b>\n\n   \n\n').markup, '<p class="govuk-body">&lt;b&gt;</p>');
  assert.equal(paragraphs('').markup, '');
});

test('whatever the text, no special survives unescaped and the text can be read back', () => {
  const special = fc.constantFrom('&', '<', '>', '"', "'", '&lt;', '&#39;', '</p>', '\n');
  const text = fc.array(fc.oneof(special, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const { markup } = html`${written}`;
      assert.doesNotMatch(markup.replace(entity, ''), /[&<>"']/);
      assert.equal(unescaped(markup), written);
      assert.equal(html`<p>${[written, html`${written}`]}</p>`.markup, `<p>${markup}${markup}</p>`);
    }),
  );
});
