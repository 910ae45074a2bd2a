import { newest } from './between.ts';
import type { Rows } from './rows.ts';
import { isYes, standingOfLedger, subject } from './standing.ts';
import { pick, staffOf, type Dice, type Road, type Stone, type Walk } from './walker.ts';

/** What a sensible facilitator does next: a move with the dice that let it come off. */
export type Next = readonly [move: string, dice?: Partial<Dice>];

type Laying = (walk: Walk, road: Road, dice: Dice) => Next | undefined;

// The stones of the ground on which people may communicate, in the order in which they are laid.
const laying: readonly (readonly [Stone, Laying])[] = [
  ['open', layOpen],
  ['consent', layConsent],
  ['responsibility', layResponsibility],
  ['risk', layRisk],
];

/** The next stone that is missing, as far as the walk sees it: to one stone it is blind, and mostly goes on without it. */
export function missingGround(walk: Walk, road: Road, dice: Dice): Next | undefined {
  const seen = laying.filter(([stone]) => stone !== walk.blind || dice.what > 9);
  for (const [, lay] of seen) {
    const next = lay(walk, road, dice);
    if (next) return next;
  }
  return undefined;
}

function layOpen({ rows }: Walk): Next | undefined {
  if (rows.status === 'closed') return ['reopen'];
  return rows.status === 'on-hold' ? ['goOn', { by: 2 }] : undefined;
}

function modeOn(road: Road, { conferences }: Rows): string {
  const live = conferences.findLast(({ status }) => status === 'planned' || status === 'booked');
  return road === 'conference' ? (live?.mode ?? 'meeting') : 'letter';
}

function layConsent({ rows, people }: Walk, road: Road): Next | undefined {
  const mode = modeOn(road, rows);
  const standing = standingOfLedger(rows);
  if (people.every(({ id }) => isYes(standing, id, null, subject('mode', { mode })))) return undefined;
  return ['everybodySaysYes', { which: ['letter', 'meeting', 'video'].indexOf(mode), by: 2 }];
}

function layResponsibility({ rows, people }: Walk): Next | undefined {
  const isResponsible = (id: string) => rows.links.some(({ responsible_id }) => responsible_id === id);
  const levelOf = (id: string) => newest(rows.responsibility.filter((each) => each.participant_id === id))?.level;
  const who = people.findIndex(({ id }) => isResponsible(id) && levelOf(id) !== 'full');
  return who < 0 ? undefined : ['responsibility', { what: 0, which: 0, who }];
}

function layRisk({ rows, house }: Walk, road: Road, { what }: Dice): Next | undefined {
  const risk = newest(rows.risks);
  const live = rows.conferences.findLast(({ status }) => status === 'planned' || status === 'booked');
  const day = live && road === 'conference' ? live.starts_at.slice(0, 10) : house.today();
  const isUnapproved = risk?.residual === 'high' && risk.approved_by === null;
  if (isUnapproved && what % 2 === 0) return ['approve', { by: 2, what: 1 }];
  if (!risk || isUnapproved || risk.review_by < day || risk.residual === 'not-manageable')
    return ['risk', { what: 0, which: 0, days: 20, by: what % 3 }];
  const open = rows.mitigations.filter((each) => each.assessment_id === risk.id && each.done_on === null);
  return open.length > 0 ? ['mitigate', { by: 2 }] : undefined;
}

const loosening: Readonly<Record<Exclude<Stone, 'none' | 'day'>, Laying>> = {
  open: () => ['pause', { by: 2, days: 20 }],
  consent: ({ rows }, road) => ['say', { what: { letter: 2, video: 4 }[modeOn(road, rows)] ?? 5, which: 2 }],
  responsibility: (_, __, { days }) => ['responsibility', { what: 2 + (days % 3), which: 0, by: 0 }],
  risk: (_, __, { days }) => ['risk', { what: [0, 3, 5][days % 3] ?? 0, which: 0, days: 1, by: 0 }],
  order: () => ['order', { what: 0, which: 0 }],
  facilitator: loosenFacilitator,
  guardian: (_, __, { days }) => (days % 2 === 0 ? ['change', { what: 0 }] : ['say', { what: 2, which: 2, by: 1 }]),
  peace: loosenPeace,
};

/** Takes away the stone to which the walk is blind. */
export function loosened(walk: Walk, road: Road, dice: Dice): Next | undefined {
  return walk.blind === 'none' || walk.blind === 'day' ? undefined : loosening[walk.blind](walk, road, dice);
}

function loosenFacilitator(walk: Walk, _: Road, dice: Dice): Next {
  const named = walk.rows.facilitators.map(({ staff_id }) => staff_id);
  const who = [0, 1, 2].find((each) => named.includes(staffOf(walk, each)));
  return ['conflict', { who: who ?? dice.who, by: 2 }];
}

// Somebody says that we may be in touch, and the next time that we may not.
function loosenPeace({ rows, people }: Walk, _: Road, { who }: Dice): Next {
  const id = pick(people, who)?.id ?? '';
  const isWelcome = isYes(standingOfLedger(rows), id, null, subject('be-contacted'));
  return ['say', { what: 0, which: isWelcome ? 2 : 0, days: 2, who }];
}
