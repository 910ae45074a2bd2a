import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { AttendeeId, IncidentId } from '#vocabulary/ids.ts';
import { aConference, anAttendee, dylan, joanne, ruth } from '../conference/examples.ts';
import { explain, isSensibleStep, runSheetFor, type Coming } from './rules.ts';

const link: HarmLink = { incidentId: 'i' as IncidentId, harmedId: joanne, responsibleId: dylan };
const [herself, sister, himself] = aConference().attendees as readonly Coming[] as [Coming, Coming, Coming];

test('the run sheet takes each responsible person in turn, then the harmed, their side, the other side', () => {
  const leon = { ...himself, participantId: 'leon' as typeof dylan, shownAs: 'Leon' };
  const steps = runSheetFor(
    { mode: 'meeting', attendees: [herself, sister, himself, leon] },
    {
      participants: [
        { id: joanne, called: 'Joanne' },
        { id: dylan, called: 'Dylan' },
        { id: leon.participantId, called: 'Leon' },
      ],
      links: [link, { ...link, responsibleId: leon.participantId }],
      companions: [{ id: ruth, kind: 'supporter', called: 'Ruth' }],
    },
  );
  const first = steps.map(({ words }) => words.split('\n')[0]);
  const order = [
    'Arrivals',
    'Ask each',
    'Bring',
    'Welcome',
    'Dylan tells',
    'Leon tells',
    'Joanne tells',
    'Ruth speaks',
  ];
  const after = [
    'Dylan answers',
    'Leon answers',
    'What is needed',
    'Write',
    'Read it back',
    'Close',
    'Something to drink',
  ];
  const last = ['Leave one side', 'Ring everyone', 'The facilitators'];
  assert.equal(first.length, [...order, ...after, ...last].length);
  for (const [at, begins] of [...order, ...after, ...last].entries()) assert.ok(first[at]?.startsWith(begins), begins);
  assert.ok(steps.every(({ words, minutes }) => words.length <= 500 && isSensibleStep(minutes)));
});

test('a crowd does not make a step too long, and an interpreter is not asked for their own words', () => {
  const attendees = Array.from({ length: 30 }, (_, at) =>
    anAttendee({ id: `${at}` as AttendeeId, companionId: ruth, shownAs: 'Somebody with rather many words' }),
  );
  const people = {
    participants: [],
    links: [link],
    companions: [{ id: ruth, kind: 'interpreter' as const, called: 'R' }],
  };
  const steps = runSheetFor(aConference({ attendees }), people);
  assert.ok(steps.every(({ words }) => words.length <= 500));
  assert.ok(!steps.some(({ words }) => words.startsWith('R speaks')));
});

test('refuses: a-step-is-too-long (RUN-1)', () => {
  for (const minutes of [0, 1, 240]) assert.ok(isSensibleStep(minutes), `${minutes}`);
  for (const minutes of [-1, 241, 1.5, Number.NaN]) assert.ok(!isSensibleStep(minutes), `${minutes}`);
  assert.match(explain('a-step-is-too-long'), /from 0 to 240/);
});
