import fc from 'fast-check';

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '💔',
    "'; drop table app.cases; --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '30',
    '99999999999999999999',
    'x'.repeat(10_001),
  ),
  fc.string({ maxLength: 40 }),
);

const names = [
  'participant',
  'answer',
  'subject',
  'words',
  'note',
  'happened-on-day',
  'happened-on-month',
  'happened-on-year',
  'step',
  'id',
  'how',
  'reason',
  'kind',
  'level',
];

/** Forms that nobody means to send, and now and then an empty one. */
export const hostileForms: fc.Arbitrary<Readonly<Record<string, string>>> = fc.dictionary(
  fc.constantFrom(...names),
  hostile,
  { maxKeys: 6 },
);
