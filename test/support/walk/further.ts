import { newest } from './between.ts';
import { loosened, missingGround, type Next } from './ground.ts';
import type { ConferenceRow, Rows } from './rows.ts';
import { isYes, standingOfLedger, subject } from './standing.ts';
import { pick, type Dice, type Road, type Walk } from './walker.ts';

// Chance alone goes round in circles; a walk that gets somewhere meets more of what may go wrong there.

/** The next sensible step on a road: the stone of the ground that is missing under it, or now and then one less. */
export function nextOn(road: Road, walk: Walk, dice: Dice): Next {
  if (road === 'end') return nextEnd(walk, dice);
  const ground = dice.what === 9 ? loosened(walk, road, dice) : missingGround(walk, road, dice);
  return ground ?? steps[road](walk, dice);
}

const steps: Readonly<Record<Exclude<Road, 'end'>, (walk: Walk, dice: Dice) => Next>> = {
  letter: nextLetter,
  conference: nextConference,
  terms: nextTerms,
};

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

function nextConference({ rows, house, blind }: Walk, { what, who }: Dice): Next {
  const live = rows.conferences.findLast(({ status }) => status === 'planned' || status === 'booked');
  if (!live) return ['plan', { what: who, days: 2 + (what % 5) }];
  const isPast = new Date(live.starts_at) <= house.now();
  if (live.status === 'booked') return nextDay(rows, live, { isPast, what, isBlind: blind === 'day' && what < 10 });
  if (isPast) return ['postpone', { what: who, days: 2 + (what % 5) }];
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
  { isPast, what, isBlind }: { readonly isPast: boolean; readonly what: number; readonly isBlind: boolean },
): Next {
  if (plan_safety === '') return ['prepareDay', { which: isBlind ? 3 : 0, what: 5, by: 0 }];
  if (plan_approved_by === null && !(isBlind && what % 2 === 0))
    return ['approvePlan', { by: what % 2 === 0 ? 1 : 2, what: 0 }];
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
