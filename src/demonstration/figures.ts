import { allow } from '#platform/decision.ts';
import { insertCommissioner } from '#service/commissioners/store.ts';
import { bodyOf } from '#service/commissioners/facts.ts';
import { releaseQuarter } from '#service/released-figures/actions.ts';
import type { Act } from '#vocabulary/acting.ts';
import { dayOf, plusDays, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import { staffIdOf, type World } from './world.ts';

const body = 'Office of the Police, Fire and Crime Commissioner';

/** What was counted in a usual quarter of a county (domain 144 to 150): about a hundred referrals, a quarter of which come to communicate. */
const usual: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'referrals-by-month': { '1': 36, '2': 33, '3': 35 },
  'referrals-by-source': {
    police: 43,
    'victim-service': 21,
    self: 13,
    housing: 8,
    council: 6,
    probation: 9,
    school: 4,
  },
  'referrals-by-incident': {
    ...{ 'neighbour-dispute': 22, 'criminal-damage': 12, burglary: 9, assault: 24, 'anti-social-behaviour': 17 },
    ...{ 'shop-theft': 11, 'serious-crime': 3, other: 6 },
  },
  decisions: { accepted: 84, declined: 13, withdrawn: 4 },
  'first-contact': { 'within-a-week': 47, 'within-two-weeks': 21, 'within-four-weeks': 9, later: 3 },
  preparation: { total: 41 },
  communication: { letter: 16, conference: 9, message: 6 },
  'until-communication': { 'within-three-months': 11, 'within-six-months': 9, 'within-a-year': 10, later: 1 },
  agreements: { total: 11 },
  amends: { done: 24, 'not-done': 9, released: 3 },
  closed: {
    ...{ 'completed-direct': 8, 'completed-indirect': 18, 'harmed-declined': 19, 'responsible-declined': 14 },
    ...{ 'no-responsibility-taken': 7, 'could-not-contact-harmed': 9, 'out-of-area': 5, unsafe: 2, duplicate: 3 },
  },
  'satisfied-harmed': { satisfied: 31, neither: 7, 'not-satisfied': 4 },
  'satisfied-responsible': { satisfied: 19, neither: 8, 'not-satisfied': 3 },
  'people-by-side': { harmed: 79, responsible: 86, both: 12, beside: 7 },
  'people-by-age': { adult: 151, 'under-18': 33 },
};

/** The service grew: of each number so many hundredths, oldest quarter first. */
const growth = [74, 78, 81, 84, 88, 92, 97, 100];

/** Somebody of the body that pays, and two years of figures, made up as counts: the lives told here are far too few to count. */
export async function releaseFigures(act: Act, { serviceId, now }: Pick<World, 'serviceId' | 'now'>): Promise<void> {
  const held = { serviceId, actor: { kind: 'system', id: '' } as const };
  await act(held, async (hand) => {
    const staffId = staffIdOf(serviceId, 'imogen');
    if ((await bodyOf(hand, staffId)) === undefined) await insertCommissioner(hand, { staffId, bodyName: body });
    for (const [at, hundredths] of growth.entries())
      await releaseQuarter(hand, quarterBack(now, growth.length - at), countsOf(hundredths));
    return allow(undefined);
  });
}

/** The first day of the quarter that ended so many quarters ago, of those that are made ready by now. */
function quarterBack(now: Date, back: number): PlainDate {
  const day = plusDays(dayOf(now), -14);
  const [year = '', month = ''] = day.split('-');
  const first = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0');
  return plusMonths(`${year}-${first}-01` as PlainDate, -3 * back);
}

/** Tables that count the same things keep the same total. */
const sameTotals: Readonly<Record<string, string>> = {
  'referrals-by-source': 'referrals-by-month',
  'referrals-by-incident': 'referrals-by-month',
  'until-communication': 'communication',
  'people-by-age': 'people-by-side',
};

function countsOf(hundredths: number) {
  const scaled = (ofTable: string) =>
    Object.entries(usual[ofTable] ?? {}).map(([part, number]) => ({
      ofTable,
      part,
      number: Math.round((number * hundredths) / 100),
    }));
  const total = (ofTable: string) => scaled(ofTable).reduce((sum, { number }) => sum + number, 0);
  return Object.keys(usual).flatMap((ofTable) => {
    const [first, ...rest] = scaled(ofTable);
    const like = sameTotals[ofTable];
    if (!first || like === undefined) return scaled(ofTable);
    return [{ ...first, number: first.number + total(like) - total(ofTable) }, ...rest];
  });
}
