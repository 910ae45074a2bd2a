import { newest } from './between.ts';
import type { ConferenceRow, Rows } from './rows.ts';
import { isYes, standingOfLedger, subject } from './standing.ts';
import { pick, type Dice, type Road, type Walk } from './walker.ts';

/** What a sensible facilitator does next: a move with the dice that let it come off. */
export type Next = readonly [move: string, dice?: Partial<Dice>];

// Chance alone goes round in circles; a walk that gets somewhere meets more of what may go wrong there.

/** The next sensible step on a road, or the stone of the ground that is missing under it. */
export function nextOn(road: Road, walk: Walk, dice: Dice): Next {
  if (road === 'end') return nextEnd(walk, dice);
  const ground = dice.what === 11 ? undefined : missingGround(walk, road, dice);
  return ground ?? steps[road](walk, dice);
}

const steps: Readonly<Record<Exclude<Road, 'end'>, (walk: Walk, dice: Dice) => Next>> = {
  letter: nextLetter,
  conference: nextConference,
  terms: nextTerms,
};

/** The first stone that is missing under those who want to communicate. */
function missingGround({ rows, people, house }: Walk, road: Road, { what }: Dice): Next | undefined {
  if (rows.status === 'closed') return ['reopen'];
  if (rows.status === 'on-hold') return ['goOn', { by: 2 }];
  const live = rows.conferences.findLast(({ status }) => status === 'planned' || status === 'booked');
  const mode = road === 'conference' ? (live?.mode ?? 'meeting') : 'letter';
  const standing = standingOfLedger(rows);
  if (!people.every(({ id }) => isYes(standing, id, null, subject('mode', { mode }))))
    return ['everybodySaysYes', { which: ['letter', 'meeting', 'video'].indexOf(mode), by: 2 }];
  const who = people.findIndex(({ id }) => isResponsible(rows, id) && levelOf(rows, id) !== 'full');
  if (who >= 0) return ['responsibility', { what: 0, which: 0, who }];
  const risk = newest(rows.risks);
  const day = live && road === 'conference' ? live.starts_at.slice(0, 10) : house.today();
  const isUnapproved = risk?.residual === 'high' && risk.approved_by === null;
  if (isUnapproved && what % 2 === 0) return ['approve', { by: 2, what: 1 }];
  if (!risk || isUnapproved || risk.review_by < day || risk.residual === 'not-manageable')
    return ['risk', { what: 0, which: 0, days: 20, by: what % 3 }];
  const open = rows.mitigations.filter((each) => each.assessment_id === risk.id && each.done_on === null);
  return open.length > 0 ? ['mitigate', { by: 2 }] : undefined;
}

function isResponsible(rows: Rows, id: string): boolean {
  return rows.links.some(({ responsible_id }) => responsible_id === id);
}

function levelOf(rows: Rows, id: string): string | undefined {
  return newest(rows.responsibility.filter(({ participant_id }) => participant_id === id))?.level;
}

function nextLetter({ rows }: Walk, { what }: Dice): Next {
  const letter = rows.letters.findLast(({ status }) => status !== 'delivered' && status !== 'never-sent');
  const share = subject('share-item', { toward_id: letter?.recipient_id ?? null, item_id: letter?.id ?? null });
  const isShared = letter && isYes(standingOfLedger(rows), letter.participant_id, null, share);
  const readers = rows.reviews.filter((read) => read.letter_id === letter?.id && read.version === letter?.version);
  const nexts: Readonly<Record<string, Next>> = {
    draft: ['writeLetter', { what: 0, days: 2 }],
    returned: ['writeLetter', { what: 0, days: 2 }],
    'in-review': ['readLetter', { what: 0, days: 2, by: readers.length === 0 ? 0 : 2 }],
    held: isShared && what % 3 > 0 ? ['offerLetter', { what: 0 }] : ['shareLetter', { what: 0, days: what }],
    frozen: isShared && what % 3 > 0 ? ['takeUpLetter', { what: 0 }] : ['shareLetter', { what: 0, days: what }],
    offered: ['answerLetter', { what: 0, by: 0 }],
    'kept-for-later': ['answerLetter', { what: 0, by: 0 }],
    accepted: ['deliverLetter', { what: 0 }],
  };
  return nexts[letter?.status ?? ''] ?? ['beginLetter', { which: 1 }];
}

function nextConference({ rows, house }: Walk, { what, who }: Dice): Next {
  const live = rows.conferences.findLast(({ status }) => status === 'planned' || status === 'booked');
  if (!live) return ['plan', { what: who, days: 2 + (what % 5) }];
  if (live.status === 'booked') return nextDay(rows, live, { isPast: new Date(live.starts_at) <= house.now(), what });
  if (new Date(live.starts_at) <= house.now()) return ['postpone', { what: who, days: 2 + (what % 5) }];
  const coming = rows.attendees.filter(({ conference_id }) => conference_id === live.id);
  const sides = new Set(coming.map(({ participant_id }) => participant_id)).size;
  if (sides < 2) return ['invite', { who: sides, which: 1, what: 0 }];
  if (coming.every(({ shown_since }) => shown_since !== null))
    return what % 2 === 0 ? ['everybodyAnswers', { which: 1, what: 0 }] : ['book', { what: 0 }];
  return what % 2 === 0 ? ['everybodyAnswers', { which: 0, what: 0 }] : ['askEveryone', { what: 0 }];
}

// A booked conference is prepared, its day comes, and it is held.
function nextDay(
  rows: Rows,
  { plan_safety, plan_approved_by, starts_at }: ConferenceRow,
  { isPast, what }: { readonly isPast: boolean; readonly what: number },
): Next {
  if (plan_safety === '') return ['prepareDay', { which: 0, what: 5, by: 0 }];
  if (plan_approved_by === null) return ['approvePlan', { by: what % 2 === 0 ? 1 : 2, what: 0 }];
  const looked = new Date(newest(rows.risks)?.assessed_on ?? 0).getTime();
  const isFresh = new Date(starts_at).getTime() - looked < 13 * 86_400_000;
  const rest: readonly Next[] = [
    ...(isFresh ? [] : [['risk', { what: 0, which: 0, days: 20, by: 2 }] as const]),
    isPast ? ['hold', { which: 0, what: 0 }] : ['wait', { days: 6 }],
    ['check', { who: what, which: 0, days: 9 }],
    isPast ? ['hold', { which: 0, what: 0 }] : ['wait', { days: 12 }],
  ];
  return pick(rest, what) ?? ['wait'];
}

function nextTerms({ rows }: Walk, { what }: Dice): Next {
  const live = rows.agreements.findLast(({ status }) => ['draft', 'proposed', 'agreed'].includes(status));
  if (!live) return ['draftTerms', { who: 1 }];
  const hasTerms = rows.amends.some(({ agreement_id }) => agreement_id === live.id);
  if (live.status === 'draft') return hasTerms && what % 3 > 0 ? ['propose'] : ['promise', { which: 1 }];
  if (live.status === 'proposed') return ['answerTerms', { what: 0 }];
  const isOwing = rows.amends.some((each) => each.agreement_id === live.id && ['owed', 'late'].includes(each.status));
  if (!isOwing) return ['endTerms'];
  return what % 2 === 0 ? ['progress', { by: 1 }] : ['settleAmends', { by: 1, what: what % 4 === 1 ? 2 : 0 }];
}

// What is under way comes to its end, and the case closes.
function nextEnd(walk: Walk, dice: Dice): Next {
  const { rows } = walk;
  const { what } = dice;
  if (rows.status !== 'closed' && what < 6) return nextOn('letter', walk, dice);
  if (rows.status === 'closed') return what < 2 ? ['reopen'] : ['note', { which: 1 }];
  if (rows.conferences.some(({ status }) => status === 'planned' || status === 'booked'))
    return ['cancel', { what: 0, by: 2 }];
  if (rows.letters.some(({ status }) => ['offered', 'accepted', 'kept-for-later'].includes(status)))
    return ['answerLetter', { what: 5, by: 0 }];
  return ['close', { what: 5, by: 2 }];
}
