import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { layout } from '../src/doors/layout.ts';
import { galleryExamples } from './support/gallery.ts';
import { inlineParts } from './support/inline.ts';

const examples = await galleryExamples();
const validate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The formatter closes void elements, and GOV.UK's markup is held to its own fixtures, not to taste.
    'void-style': 'off',
    'doctype-style': 'off',
    'prefer-native-element': 'off',
    'no-trailing-whitespace': 'off',
    'no-redundant-role': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-inline-style': 'error',
    // GOV.UK's password field turns capitals off on phones.
    'input-attributes': 'off',
    'valid-id': ['error', { relaxed: true }],
  },
});

test('a script or a style that stands in a page is seen, and one in somebody’s words is not', () => {
  const forbidden = [
    '<script>a</script>',
    '<script src="https://elsewhere.example/a.js">',
    '<style>',
    '<p style="color: red">',
    '<a onclick="go()">',
    '<a href="javascript:go()">',
    "<img src='data:image/png'>",
  ];
  assert.equal(inlineParts(forbidden.join('\n')).length, forbidden.length);
  assert.deepEqual(inlineParts('<script type="module" src="/assets/a.js"></script><input value="a onclick=b" />'), []);
});

test('there are examples to look at', () => {
  assert.ok(examples.length > 5);
});

for (const { name, door, page } of examples) {
  test(`valid HTML: ${name}`, async () => {
    const whole = String(
      layout({
        door,
        assets: { url: (file) => `/assets/${file}` },
        serviceName: 'Restorative practice',
        title: page.title,
        body: page.body,
      }),
    );
    const report = await validate.validateString(whole);
    const found = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
    );
    assert.deepEqual(found, []);
    assert.equal(whole.match(/<h1/g)?.length, 1, 'one h1');
    assert.deepEqual(inlineParts(whole), [], 'nothing that the content security policy forbids');
  });
}
