import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { allocators, lifters, overriders, settlesFacilitating } from '#casefile/allocation/policy.ts';
import { breakers, overseeing } from '#casefile/break-glass/policy.ts';
import { teamGivers } from '#casefile/cases/policy.ts';
import { looksThrough } from '#casefile/erasing/policy.ts';
import { answersAlarms } from '#casefile/protection/policy.ts';
import { keepers, mayBeLetIn, openingOf, readByRole, restrictors } from '#casefile/readers/policy.ts';
import { looksAfterUnled } from '#casefile/tasks/policy.ts';
import { movesLetters, readsLetters } from '#journey/letter/policy.ts';
import { waivesItems } from '#journey/preparation/policy.ts';
import { triage } from '#journey/triage/policy.ts';
import { passesPapersOn } from '#journey/papers/policy.ts';
import { arrangesTimes } from '#journey/availability/policy.ts';
import { carriesMessages } from '#journey/release/policy.ts';
import { signsOff } from '#journey/suitability/policy.ts';
import { seesFigures } from '#overview/figures/policy.ts';
import { readsTrails } from '#overview/trail-viewer/policy.ts';
import { settlesMessages } from '#service/notices/policy.ts';
import { endingAccess } from '#service/participant-sign-in/policy.ts';
import { agencyKeepers } from '#service/agencies/policy.ts';
import { commissionerKeepers } from '#service/commissioners/policy.ts';
import { clientKeepers } from '#service/api-clients/policy.ts';
import { keepsStaff, seesStaff, worksHere } from '#service/staff/policy.ts';
import { lettingIn } from '#service/supporter-sign-in/policy.ts';
import { claims, decidesClaims, seesSupervision, supervises } from '#service/volunteers/policy.ts';
import { keepsFacilitators, worksOnCases } from '#service/facilitators/policy.ts';
import { webhookKeepers } from '#service/webhooks/policy.ts';
import { teamKeepers } from '#service/teams/policy.ts';
import { keepsVenues } from '#service/venues/policy.ts';
import { seesWhatWasReleased } from '#service/released-figures/policy.ts';
import { writesDown } from '#journey/referral-entry/policy.ts';
import { allowsWhatStands } from '#journey/eligibility/policy.ts';
import { offers } from '#journey/offer/policy.ts';
import { takesLists } from '#journey/offer-list/policy.ts';
import { movesCases } from '#journey/transfer/policy.ts';
import { writesToAgencies } from '#journey/agency-thread/policy.ts';
import { readsAgencyWords } from '#overview/agency-referrals/policy.ts';
import { seesSuggestions } from '#overview/suggestion/policy.ts';
import { ringsBack } from '#service/call-backs/policy.ts';
import { levelKeepers } from '#service/service-levels/policy.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { canStandSo, relations } from './support/relations.ts';

/* What the policy files say, as the guide tells it to whoever must answer for it: the two never part. */
const guide = readFileSync(new URL('../docs/guides/who-may-what.md', import.meta.url), 'utf8');

/** The rows of the table below a heading, each as its cells. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const [, part = ''] = guide.split(`## ${heading}\n`);
  const lines =
    part
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? [];
  return lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // prettier-ignore
}

const byRole: Readonly<Record<string, readonly StaffRole[]>> = {
  'Cases of the service or of their teams': readByRole,
  'A case they work on or are named in': mayBeLetIn,
  'Break the glass': breakers,
  'See when the glass was broken': overseeing.roles ?? [],
  'Restrict a case': restrictors,
  'Name who opens a case, lift a restriction': keepers,
  'Give a case to another team': teamGivers,
  'Give cases to people': allocators,
  'Let somebody work above their level': overriders,
  'Say that a conflict does not stand': lifters,
  'Tasks of cases that nobody leads': looksAfterUnled,
  'Say why stopped words may cross': answersAlarms,
  'Carry messages between sides': carriesMessages,
  'Pass copies of documents on': passesPapersOn,
  'Write down times that could work for somebody': arrangesTimes,
  'Move letters on': movesLetters,
  'Read a letter for the service': readsLetters,
  'Sign off responsibility, approve a high risk': signsOff,
  'Look through what was written about a case before somebody is erased': looksThrough,
  'Let one facilitator be enough for a meeting': settlesFacilitating,
  'Leave out an item of preparation': waivesItems,
  'End the way in of a participant': endingAccess.roles ?? [],
  'Give a supporter a page of the day': lettingIn.roles ?? [],
  Referrals: triage.roles ?? [],
  Figures: seesFigures,
  Outbox: settlesMessages,
  'Keep venues': keepsVenues,
  'See who works here': seesStaff,
  'Keep the register of staff': keepsStaff,
  'Keep the list of agencies': agencyKeepers,
  'Say which programs of agencies refer': clientKeepers,
  'Say who sees the released figures for the body that pays': commissionerKeepers,
  'Keep the register of facilitators, see who could work on a case': keepsFacilitators,
  'Say what they bring and when they are away': worksOnCases,
  'See what programs were told': webhookKeepers,
  'Decide hours and expenses': decidesClaims,
  'Write down that they supervised somebody': supervises,
  'Keep teams': teamKeepers,
  'Write a referral down': writesDown.roles ?? [],
  'Allow what stands against a referral': allowsWhatStands,
  'Offer restorative practice to people on lists': offers.roles ?? [],
  'Take lists in': takesLists.roles ?? [],
  'Pass a referral or a case to another service': movesCases,
  'Write to agencies': writesToAgencies.roles ?? [],
  'Read what agencies wrote': readsAgencyWords.roles ?? [],
  'Suggestions who could work on a case': seesSuggestions,
  'Call people back': ringsBack,
  'Edit the service levels': levelKeepers,
  'Write down their own hours and expenses': claims,
  'See when somebody was supervised': seesSupervision,
  'See what was released to commissioners': seesWhatWasReleased,
  Trails: readsTrails,
};

test('the guide says for every role what the policy files say', () => {
  const [head = [], , ...rows] = tableBelow('By role');
  assert.deepEqual(
    head.slice(1),
    worksHere.map((role) => role.replaceAll('-', ' ')),
  );
  assert.deepEqual(
    Object.fromEntries(rows.map(([what = '', ...may]) => [what, worksHere.filter((_, at) => may[at] === 'yes')])),
    Object.fromEntries(
      Object.entries(byRole).map(([what, roles]) => [what, worksHere.filter((r) => roles.includes(r))]),
    ),
  );
});

/** What says who may come in at all, or speaks of people with a door of their own, is told in words above the table. */
const toldInWords = ['worksHere', 'signsIn', 'takers', 'refersPeople', 'seesReleasedFigures'];

test('no policy file says what the guide does not tell', async () => {
  const told = new Set<unknown>(Object.values(byRole));
  const untold: string[] = [];
  let looked = 0;
  const source = new URL('../src/', import.meta.url);
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' });
  for (const path of paths.filter((each) => each.endsWith('/policy.ts'))) {
    const said = (await import(new URL(path, source).href)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(said).filter(([, each]) => typeof each !== 'function')) {
      const roles = Array.isArray(value) ? value : (value as { readonly roles?: unknown }).roles;
      looked += 1;
      if (!told.has(roles) && !toldInWords.includes(name)) untold.push(`${path} ${name}`);
    }
  }
  assert.ok(looked > 45, `${looked} looked at`);
  assert.deepEqual(untold, []);
});

test('the guide says how a case opens for every role and relation', () => {
  const [, , ...rows] = tableBelow('By relation to a case');
  // What cannot come about is left empty: nobody lets them in, or they cannot break the glass.
  assert.deepEqual(
    rows.map(([name = '', ...cells]) => [name, cells]),
    Object.entries(relations).map(([name, relation]) => [
      name,
      worksHere.map((role) => (canStandSo({ roles: [role] }, relation) ? openingOf({ roles: [role] }, relation) : '')),
    ]),
  );
});
