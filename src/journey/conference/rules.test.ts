import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pairsAt, purposeOf, type Attendee, type Conference } from '#vocabulary/conference.ts';
import { about, type Answer, type Stand } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { IncidentId, VenueId } from '#vocabulary/ids.ts';
import { aConference, dylan, jo, joanne, sam } from './examples.ts';
import { bookConferenceGate, holdConferenceGate, nothingPlannedGates, type ConferenceFacts } from './gate-rules.ts';
import * as rules from './rules.ts';

const now = new Date('2026-11-24T10:00:00Z');
const cube = '5e0c7f8a-0000-4000-8000-000000000001' as VenueId;
const link: HarmLink = { incidentId: 'i' as IncidentId, harmedId: joanne, responsibleId: dylan };
const [herself, sister, himself] = aConference().attendees as [Attendee, Attendee, Attendee];

function answered(participantId: Stand['participantId'], attendee: Attendee, answer: Answer = 'given'): Stand {
  const purpose = purposeOf(attendee, participantId);
  return { ...about(purpose, { itemId: attendee.id }), participantId, guardianId: null, answer, askAfter: null };
}

const everyYes = [
  answered(joanne, herself),
  answered(joanne, sister),
  answered(dylan, himself),
  answered(dylan, herself),
  answered(dylan, sister),
  answered(joanne, himself),
];

function facts(changed: Partial<Conference> = {}, more: Partial<ConferenceFacts> = {}): ConferenceFacts {
  return {
    conference: aConference(changed),
    links: [link],
    called: { [joanne]: 'Joanne', [dylan]: 'Dylan' },
    communicate: [{ name: 'communicate', about: 'A meeting', shut: [] }],
    notReady: [],
    standing: { stands: everyYes, children: [] },
    taken: { venues: [], staff: [], conflicted: [] },
    isVenueOpen: true,
    notClear: [],
    assessedOn: ['2026-11-24' as PlainDate],
    now,
    ...more,
  };
}

const bookReasons = (changed: Partial<Conference>, more: Partial<ConferenceFacts> = {}) =>
  bookConferenceGate(facts({ status: 'planned', ...changed }, more)).shut.map(({ reason }) => reason);
const holdReasons = (changed: Partial<Conference>, more: Partial<ConferenceFacts> = {}) =>
  holdConferenceGate(facts(changed, more)).shut.map(({ reason }) => reason);
const because = (decision: { readonly ok: boolean; readonly because?: readonly string[] }) => decision.because ?? [];

const wish: rules.Wish = {
  mode: 'meeting',
  venueId: cube,
  startsAt: new Date('2026-12-03T14:00:00Z'),
  minutes: 120,
  leadId: jo,
  coId: sam,
};
const planned = (changed: Partial<rules.Wish>, others: readonly Conference[] = []) =>
  because(rules.planned(others, { ...wish, ...changed }, [cube], now));

test('CNF-1 what is planned is ahead and of a sensible length', () => {
  assert.deepEqual(planned({}), []);
  assert.deepEqual(planned({ startsAt: now, minutes: 0 }), ['start-has-passed', 'length-is-not-sensible']);
  assert.deepEqual(planned({ minutes: Number.NaN }), ['length-is-not-sensible']);
});

test('CNF-2 a meeting needs a venue; a video meeting has none', () => {
  assert.deepEqual(planned({ venueId: null }), ['meeting-needs-a-venue']);
  const video = rules.planned([], { ...wish, mode: 'video' }, [], now);
  assert.equal(video.ok && video.value.venueId, null);
});

test('CNF-3 what is stopped says why', () => {
  assert.deepEqual(because(rules.stop(aConference(), '')), ['reason-is-missing']);
  assert.equal(rules.stop(aConference({ status: 'planned' }), 'She is ill.').ok, true);
});

test('CNF-4 CNF-6 a venue or a facilitator who is taken shuts the gate to book', () => {
  const taken = { venues: [cube], staff: [sam], conflicted: [] };
  assert.deepEqual(bookReasons({}, { taken }), ['venue-is-taken', 'facilitator-is-taken']);
});

test('CNF-5 one conference at a time', () => {
  assert.deepEqual(planned({}, [aConference({ status: 'planned' })]), ['one-is-planned-already']);
  assert.deepEqual(planned({}, [aConference({ status: 'held' }), aConference({ status: 'cancelled' })]), []);
});

test('CNF-10 both sides come to book', () => {
  assert.ok(bookReasons({ attendees: [herself, sister] }).includes('both-sides-do-not-come'));
});

test('CNF-11 H1 one no to one attendee shuts both gates, and names who comes', () => {
  for (const answer of ['declined', 'withdrawn', 'not-now'] as const) {
    const stands = [...everyYes, answered(dylan, sister, answer)];
    assert.deepEqual(bookReasons({}, { standing: { stands, children: [] } }), ['somebody-has-not-agreed-to-who-comes']);
    assert.deepEqual(holdReasons({}, { standing: { stands, children: [] } }), ['somebody-has-not-agreed-to-who-comes']);
  }
  const [shut] = bookConferenceGate(facts({ status: 'planned' }, { standing: { stands: [], children: [] } })).shut;
  assert.match(shut?.words ?? '', /Joanne has not said yes to this person coming: Dylan/);
});

test('CNF-11 a child’s yes needs a guardian’s', () => {
  assert.deepEqual(bookReasons({}, { standing: { stands: everyYes, children: [dylan] } }), [
    'somebody-has-not-agreed-to-who-comes',
    'somebody-has-not-agreed-to-who-comes',
  ]);
});

test('CNF-13 H4 nobody is asked before each agreed how the others are told of them', () => {
  const standing = { stands: everyYes.filter(({ purpose }) => purpose === 'attend'), children: [] };
  const conference = aConference({ status: 'planned' });
  assert.deepEqual(because(rules.ask(conference, standing)), ['somebody-has-not-agreed-how-they-are-told-of']);
  assert.deepEqual(rules.ask(conference, { stands: everyYes, children: [] }), { ok: true, value: [joanne, dylan] });
  assert.deepEqual(because(rules.ask({ status: 'planned', attendees: [] }, standing)), ['nobody-comes-yet']);
  assert.ok(bookReasons({ attendees: [herself, { ...himself, shownSince: null }] }).includes('not-everyone-was-asked'));
});

test('CNF-14 what ended stays ended', () => {
  for (const status of ['held', 'cancelled', 'postponed'] as const) {
    assert.deepEqual(because(rules.stop({ status }, 'Why')), ['it-has-ended']);
  }
});

test('CNF-15 whoever has not accepted the ground rules shuts the gate to hold', () => {
  const attendees = [herself, sister, { ...himself, acceptedGroundRulesOn: null }];
  assert.deepEqual(holdReasons({ attendees }), ['ground-rules-are-not-accepted']);
});

test('CNF-17 nothing is planned or booked in a closed venue', () => {
  assert.deepEqual(because(rules.planned([], wish, [], now)), ['venue-is-closed']);
  assert.deepEqual(bookReasons({}, { isVenueOpen: false }), ['venue-is-closed']);
});

test('ZON-2 a venue that is not clear for somebody who comes, or that nobody looked at, shuts both gates and says nothing of where', () => {
  for (const [is, reason] of [
    ['not-clear', 'venue-is-not-clear'],
    ['not-looked-at', 'venue-was-not-looked-at'],
  ] as const) {
    const notClear = [{ restrainsId: dylan, is }];
    assert.deepEqual(bookReasons({}, { notClear }), [reason]);
    assert.deepEqual(holdReasons({}, { notClear }), [reason]);
    assert.deepEqual(bookReasons({ attendees: [herself, sister] }, { notClear }).includes(reason), false);
  }
});

test('CNF-23 H6 a facilitator with a conflict of interest shuts both gates', () => {
  const taken = { venues: [], staff: [], conflicted: [sam] };
  assert.deepEqual(bookReasons({}, { taken }), ['facilitator-has-a-conflict']);
  assert.deepEqual(holdReasons({}, { taken }), ['facilitator-has-a-conflict']);
  assert.deepEqual(bookReasons({ facilitators: [{ staffId: jo, as: 'lead' }], oneFacilitatorBy: sam }, { taken }), []);
});

test('CNF-18 H7 two facilitators, or the reason of a supervisor who does not facilitate', () => {
  const alone = { facilitators: [{ staffId: jo, as: 'lead' as const }] };
  assert.deepEqual(bookReasons(alone), ['two-facilitators-are-needed']);
  assert.deepEqual(bookReasons({ ...alone, oneFacilitatorBy: sam, oneFacilitatorReason: 'Small.' }), []);
  const conference = aConference({ status: 'planned', ...alone });
  assert.equal(rules.waive(conference, { staffId: sam, isSupervisor: true }, 'Small.').ok, true);
  for (const by of [
    { staffId: jo, isSupervisor: true },
    { staffId: sam, isSupervisor: false },
  ]) {
    assert.deepEqual(because(rules.waive(conference, by, 'Small.')), ['only-a-supervisor-waives']);
  }
});

test('CNF-20 H7 risk was assessed in the 14 days before', () => {
  for (const [assessed, reasons] of [
    ['2026-11-18', ['risk-is-not-reviewed']],
    ['2026-11-19', []],
    ['2026-12-03', []],
    ['2026-12-04', ['risk-is-not-reviewed']],
  ] as const) {
    assert.deepEqual(holdReasons({}, { assessedOn: [assessed as PlainDate] }), reasons, assessed);
  }
});

test('CNF-20 H7 the sides arrive and wait apart; by video there is nothing to keep apart', () => {
  const together = [herself, sister, { ...himself, arrivesAt: herself.arrivesAt, waitsIn: 'the READING room' }];
  const reasons = ['arrivals-are-not-separate', 'waiting-rooms-are-not-apart'];
  assert.deepEqual(holdReasons({ attendees: together }), reasons);
  const unset = [herself, sister, { ...himself, arrivesAt: null, waitsIn: '' }];
  assert.deepEqual(holdReasons({ attendees: unset }), reasons);
  assert.deepEqual(holdReasons({ attendees: unset, mode: 'video', venueId: null }), []);
});

test('CNF-21 H1 what keeps a pair from communicating keeps the conference from being booked and held', () => {
  const shut = [{ reason: 'somebody-has-not-agreed', words: 'No yes.', opens: 'they say yes', rule: 'H1' }];
  const communicate = [
    { name: 'communicate' as const, about: 'One pair', shut },
    { name: 'communicate' as const, about: 'Another pair', shut },
  ];
  assert.deepEqual(bookReasons({}, { communicate }), ['somebody-has-not-agreed'], 'the same reason is said once');
  assert.deepEqual(holdReasons({}, { communicate }), ['somebody-has-not-agreed']);
});

test('with everything in place both gates are open', () => {
  assert.ok(isOpen(bookConferenceGate(facts({ status: 'planned' }))));
  assert.ok(isOpen(holdConferenceGate(facts())));
  assert.deepEqual(holdReasons({ status: 'planned' }), ['not-booked-yet']);
  assert.deepEqual(holdReasons({ planApprovedBy: null }), ['plan-is-not-approved']);
  assert.deepEqual(bookReasons({}, { now: new Date('2026-12-04T10:00:00Z') }), ['start-has-passed']);
  assert.deepEqual(
    nothingPlannedGates().map(({ name, shut }) => [name, shut.length]),
    [
      ['book-conference', 1],
      ['hold-conference', 1],
    ],
  );
});

test('a meeting of those who harmed each other has one pair each way', () => {
  const back = { ...link, harmedId: dylan, responsibleId: joanne };
  assert.deepEqual(pairsAt(aConference(), [link, link, back]), [
    [joanne, dylan],
    [dylan, joanne],
  ]);
});

test('what somebody is asked says who comes, and asks their own side how they are told of', () => {
  assert.match(rules.wordingAbout(sister, dylan), /all right with you.*Her sister/);
  assert.match(rules.wordingAbout(sister, joanne), /tell the others about the person who comes with you/);
  assert.match(rules.wordingAbout(herself, joanne), /tell the others about you/);
});

test('every refusal has words', () => {
  const all: readonly rules.Refusal[] = [
    'one-is-planned-already',
    'start-has-passed',
    'length-is-not-sensible',
    'meeting-needs-a-venue',
    'venue-is-closed',
    'lead-and-co-are-the-same',
    'facilitator-has-a-conflict',
    'who-comes-is-settled',
    'nobody-comes-yet',
    'somebody-has-not-agreed-how-they-are-told-of',
    'it-has-ended',
    'who-facilitates-is-settled',
    'only-a-supervisor-waives',
    'reason-is-missing',
  ];
  assert.equal(new Set(all.map(rules.explain)).size, all.length);
});
