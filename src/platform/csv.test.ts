import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from './csv.ts';

test('cells stand apart, whatever is in them', () => {
  assert.equal(
    csv(
      ['Who', 'What'],
      [
        ['Jo, lead', 'said "yes"'],
        [null, 'two\nlines'],
      ],
    ),
    '\uFEFFWho,What\r\n"Jo, lead","said ""yes"""\r\n,"two\nlines"\r\n',
  );
});

for (const formula of ['=1+1', '+44 7700', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '=cmd|"/c calc"!A1'])
  test(`a spreadsheet never takes ${JSON.stringify(formula)} for a formula`, () => {
    const [, line = ''] = csv(['Value'], [[formula]]).split('\uFEFFValue\r\n');
    assert.match(line, /^"?'/);
  });
