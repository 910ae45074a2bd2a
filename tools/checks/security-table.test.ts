import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { securityTable } from './security-table.ts';

const tree = { 'test/a.test.ts': "test('nothing is cached', () => {});" };

function guideOf(...rows: readonly string[]): Record<string, string> {
  return { ...tree, 'docs/guides/security.md': ['| # | What | How | By |', '|---|---|---|---|', ...rows].join('\n') };
}

test('requirements that are met by something that is there, or say why not, are counted', async (context) => {
  const files = guideOf(
    '| 3.4.1 | One | met | `test/a.test.ts` “nothing is cached” |',
    '| 3.4.2 | Two | not met | There is no time for it. |',
    '| 10.1.1 | Three | does not apply | There is none. |',
    '1 met, 1 not met, 1 do not apply',
  );
  const { looked, problems, says } = await securityTable(madeUpTree(context, files), {});
  assert.deepEqual([looked, problems, says], [3, [], '1 met, 1 not met, 1 do not apply']);
});

test('a test that is not there, a row without a reason, a number twice and a wrong count are named', async (context) => {
  const files = guideOf(
    '| 3.4.1 | One | met | `test/b.test.ts` |',
    '| 3.4.1 | One | met | `test/a.test.ts` “everything is cached” |',
    '| 3.4.2 | Two | not met | |',
    '| 3.4.3 | Three | met | Surely. |',
    '| 3.4.4 | Four | perhaps | `test/a.test.ts` |',
    '| 3.44.1 | Five | met | `test/a.test.ts` |',
    '9 met, 0 not met, 0 do not apply',
  );
  const { problems } = await securityTable(madeUpTree(context, files), {});
  const expected = [
    /3\.4\.1 names test\/b\.test\.ts, which is not there/,
    /3\.4\.1 names “everything is cached”/,
    /3\.4\.2 says nothing/,
    /3\.4\.3 names no test/,
    /3\.4\.4 is neither/,
    /3\.44\.1 is no number/,
    /3\.4\.1 comes after 3\.4\.1/,
    /does not say how many/,
  ];
  assert.equal(problems.length, expected.length, problems.join('\n'));
  for (const words of expected)
    assert.ok(
      problems.some((problem) => words.test(problem)),
      String(words),
    );
});

test('a requirement that is left out is named', async (context) => {
  const files = guideOf(
    '| 3.4.1 | One | met | `test/a.test.ts` |',
    '| 3.4.3 | Three | met | `test/a.test.ts` |',
    '2 met, 0 not met, 0 do not apply',
  );
  const { problems } = await securityTable(madeUpTree(context, files), { '3.4': 3, '4.1': 1 });
  assert.deepEqual(
    problems.map((problem) => problem.replace(/^.*: /, '')),
    ['3.4.2 is left out', '4.1.1 is left out'],
  );
});

test('a tree without the guide is a problem', async (context) => {
  assert.match((await securityTable(madeUpTree(context, {}), {})).problems.join(), /looked at no requirements/);
});
