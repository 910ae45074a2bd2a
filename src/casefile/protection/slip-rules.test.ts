import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ordinaryLetters } from '../../../test/support/ordinary-letters.ts';
import { scan } from './rules.ts';
import { soundOf } from './sound-rules.ts';
import type { ProtectedKind } from './value-rules.ts';
import { kindOf } from './ways-rules.ts';

const [hers, reader] = ['hers', 'reader'] as [ParticipantId, ParticipantId];

function isFound(kind: ProtectedKind, value: string, text: string): boolean {
  return (
    scan(text, [{ owners: [hers], kind, value }], { readerId: reader, authorId: null, namesToldOf: [] }).length > 0
  );
}

// What is not found, and PRO-1 says so; a cell that is found after all fails, so that the words of the rule stay true.
const unfound = (written: string) => ({ written });
type Cell = string | { readonly written: string };

const variants = [
  'spaced',
  'hyphenated',
  'in other case',
  'with punctuation',
  'with one slip',
  'by its sound',
] as const;
const table: readonly (readonly [string, ProtectedKind, string, readonly [Cell, Cell, Cell, Cell, Cell, Cell]])[] = [
  [
    'a family name',
    'name',
    'Joanne Brackley',
    ['B r a c k l e y', 'Brack-ley', 'brackley', 'Bra.ck.ley', 'Brakcley', 'Brackly'],
  ],
  ['a name of three letters', 'first-name', 'Mia', ['M i a', 'Mi-a', 'mia', 'M.i.a', unfound('Mai'), 'Mya']],
  ['a name of three letters', 'first-name', 'Tom', ['t o m', 'T-om', 'TOM', 'T/o/m', unfound('Tim'), 'Thom']],
  ['a name of four letters', 'first-name', 'Leon', ['L e o n', 'Le-on', 'leon', 'Le_on', 'Loen', 'Leonn']],
  ['a name of four letters', 'first-name', 'Zoey', ['z o e y', 'Zo-ey', 'zoey', 'Z*o*e*y', 'Zeoy', 'Zoe']],
  ['a name of five letters', 'first-name', 'Aidan', ['Aid an', 'Ai-dan', 'aidan', 'A.i.d.a.n', 'Aidam', 'Aiden']],
  ['a name of five letters', 'first-name', 'Sofia', ['So fia', 'Sof-ia', 'SOFIA', 'Sof.ia', 'Sofja', 'Sophia']],
  [
    'a child’s name',
    kindOf('childs-name'),
    'Maisie',
    ['M a i s i e', 'Mai-sie', 'maisie', 'Mai/sie', 'Maisei', 'Maisey'],
  ],
  ['a school', kindOf('school'), 'Oakway', ['Oak way', 'Oak-way', 'OAKWAY', 'Oak.way', 'Oakwey', 'Oackway']],
  [
    'a school for short',
    kindOf('school'),
    'Croyland Primary School',
    ['Croy land', 'Croy-land', 'croyland', 'Croy/land', 'Croylnad', 'Kroyland'],
  ],
  [
    'a workplace',
    kindOf('workplace'),
    'Corby Steel',
    ['C o r b y  S t e e l', 'Corby-Steel', 'corby steel', 'Corby, Steel', 'Cobry Steel', 'Korbie Steel'],
  ],
  [
    'a new name',
    kindOf('new-name'),
    'Jo Fairweather',
    ['Fair weather', 'Fair-weather', 'FAIRWEATHER', 'Fair.weather', 'Fairwether', 'Fairweatha'],
  ],
  [
    'a postcode',
    'address',
    '14 Greenfield Road, NN16 0AB',
    ['N N 1 6 0 A B', 'NN16-0AB', 'nn160ab', 'N.N.16/0.A.B', unfound('NN16 0AC'), 'double N sixteen oh A B'],
  ],
  [
    'a phone',
    'phone',
    '07700 900123',
    [
      '0 7 7 0 0 9 0 0 1 2 3',
      '07700-900-123',
      'O77OO 9OO123',
      '(07700) 900.123',
      unfound('07700 900124'),
      'oh double seven double oh nine double oh one two three',
    ],
  ],
  [
    'an e-mail',
    'email',
    'joanne.b@example.org',
    [
      'joanne . b @ example . org',
      'joanne-b@example-org',
      'JOANNE.B@EXAMPLE.ORG',
      'joanne(dot)b[at]example[dot]org',
      'joane.b@example.org',
      'joanne dot b at example dot org',
    ],
  ],
];

for (const [called, kind, value, cells] of table)
  for (const [at, variant] of variants.entries()) {
    const cell = cells[at] ?? '';
    const written = typeof cell === 'string' ? cell : cell.written;
    const is = typeof cell === 'string' ? 'is found' : 'is not found';
    test(`PRO-1 ${called}, ${variant}, ${is}: ${written}`, () => {
      assert.equal(isFound(kind, value, `We saw that ${written}, and then it was over.`), typeof cell === 'string');
    });
  }

// A name is found in each variant that the table finds, in the middle of any letter.
const names = fc.constantFrom(
  ...'Mia Tom Zoe Leo Ava Ben Aidan Sofia Jayden Maisie Ellie Callum Priya Kwame Brackley Okonkwo Thistlewood Oakway'.split(
    ' ',
  ),
);
const cut = fc.nat(20);
const changes: Readonly<Record<string, (name: string, at: number) => string>> = {
  'letter by letter': (name) => name.split('').join(' '),
  'letter by letter with dots': (name) => name.split('').join('.'),
  hyphenated: (name, at) =>
    `${name.slice(0, 1 + (at % (name.length - 1)))}-${name.slice(1 + (at % (name.length - 1)))}`,
  'in capitals': (name) => name.toUpperCase(),
  'in small letters': (name) => name.toLowerCase(),
  'with accents': (name) => name.replace(/e/g, 'é').replace(/o/g, 'ö').replace(/a/g, 'á'),
  'with a letter doubled': (name, at) =>
    name.replace(/[lmnrst]/, (letter) => (at % 2 === 0 ? letter + letter : letter)),
  'with its y for i': (name) => name.replace(/i(?=[^i]*$)/, 'y'),
  'as whose it is': (name) => `${name}s`,
};

for (const [how, change] of Object.entries(changes))
  test(`PRO-1 a single name is found ${how}, in the middle of a letter`, () => {
    const letter = fc.constantFrom(...ordinaryLetters);
    fc.assert(
      fc.property(names, cut, letter, letter, fc.boolean(), (name, at, before, after, isOfSchool) => {
        const kind = isOfSchool && name.length > 3 ? 'organisation' : 'name';
        return isFound(kind, name, `${before} ${change(name, at)} ${after}`);
      }),
      { numRuns: 100 },
    );
  });

test('PRO-1 a name of six letters or more is found with a space anywhere in it', () => {
  const long = fc.constantFrom('Maisie', 'Callum', 'Brackley', 'Thistlewood', 'Oakway', 'Okonkwo');
  fc.assert(
    fc.property(long, cut, (name, at) => {
      const place = 1 + (at % (name.length - 1));
      return isFound('name', name, `so ${name.slice(0, place)} ${name.slice(place)} said`);
    }),
  );
});

for (const [name, text, found] of [
  ['May', 'You may come in may.', false],
  ['May', 'It was the 14th of May.', true],
  ['Will', 'I will write to you.', false],
  ['Will', 'Will you write to me?', true],
  ['Mark', 'It left a mark. There were marks.', false],
  ['Mark', 'Marc was there.', true],
  ['Rose', 'I rose early and rode home.', false],
  ['Rose', 'Rose was there.', true],
  ['Sean', 'I have seen the scene.', false],
  ['Butt', 'But I did not.', false],
  ['Asher', 'I was as her mother is.', false],
  ['Goodman', 'He is a good man.', false],
  ['Goodman', 'He is a Good Man, Mr Good-man.', true],
  ['Shell', "I think she’ll come; she'll be late.", false],
  ['Ida', 'I’d a mind to stay.', false],
  ['Harry', 'We hurry and carry on. Larry came.', false],
  ['James', 'We played games.', false],
  ['Brian', 'It hurt my brain.', false],
] as const)
  test(`PRO-1 a name that is a word too: ${name} is ${found ? '' : 'not '}found in: ${text}`, () => {
    assert.equal(isFound('first-name', name, text), found);
  });

for (const alike of [
  'Catherine Kathryn',
  'Hannah Hanna',
  'Nicky Nikki Nickie',
  'Callum Calum',
  'Jayden Jaden Jaiden',
  'Keith Kieth',
  'Anne Ann',
  'Sara Sarah',
  'Chloe Khloe',
  'Sean Shaun',
  'Aaliyah Aliyah',
  'Mohammed Muhammad',
])
  test(`PRO-1 names that sound the same are one: ${alike}`, () => {
    const sounds = alike.toLowerCase().split(' ').map(soundOf);
    assert.equal(new Set(sounds).size, 1);
    assert.notEqual(sounds[0], undefined);
  });
