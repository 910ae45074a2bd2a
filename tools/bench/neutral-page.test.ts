import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neutral, ours, visibleText } from './neutral-page.ts';
import { usualStack } from './usual-stack.ts';

test('the page of the race says the same in both technologies, and all of it', () => {
  const [mine, usual] = [ours(neutral), usualStack(neutral).render()];
  assert.equal(visibleText(mine), visibleText(usual));
  for (const markup of [mine, usual]) {
    assert.equal(markup.match(/govuk-summary-list__row/g)?.length, 20);
    assert.equal(markup.match(/<tr class="govuk-table__row"/g)?.length, 51);
    // Ten questions, one of them with three parts.
    assert.equal(markup.match(/class="govuk-form-group/g)?.length, 13);
  }
  assert.ok(visibleText(mine).includes(`<“&”> 'O’Neill' "quoted"`));
});
