import { overseeing } from '#casefile/break-glass/policy.ts';
import { offers } from '#journey/offer/policy.ts';
import { triage } from '#journey/triage/policy.ts';
import { movesCases } from '#journey/transfer/policy.ts';
import { seesFigures } from '#overview/figures/policy.ts';
import { readsTrails } from '#overview/trail-viewer/policy.ts';
import { agencyKeepers } from '#service/agencies/policy.ts';
import { commissionerKeepers, seesReleasedFigures } from '#service/commissioners/policy.ts';
import { ringsBack } from '#service/call-backs/policy.ts';
import { keepsFacilitators, worksOnCases } from '#service/facilitators/policy.ts';
import { settlesMessages } from '#service/notices/policy.ts';
import { levelKeepers } from '#service/service-levels/policy.ts';
import { seesStaff, worksHere } from '#service/staff/policy.ts';
import { teamKeepers } from '#service/teams/policy.ts';
import { decidesClaims } from '#service/volunteers/policy.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import type { StaffSession } from '#service/sign-in/store.ts';
import type { NavigationGroup, NavigationItem } from '../layout.ts';

interface Place {
  readonly text: string;
  readonly href: string;
  readonly roles: readonly StaffRole[];
  /** Where else one is still in this part. */
  readonly also?: string;
}

// What is wanted every day stands in the line; the rest folds away under what it is about.
const everyDay: readonly Place[] = [
  { text: 'Your referrals', href: '/agency', roles: ['referrer'] },
  { text: 'Figures of the service', href: '/commissioner', roles: seesReleasedFigures },
  { text: 'My work', href: '/work', roles: worksHere },
  { text: 'Referrals', href: '/referrals', roles: triage.roles ?? [] },
  { text: 'Cases', href: '/caseload', roles: worksHere, also: '/cases' },
  { text: 'Search', href: '/search', roles: worksHere },
  { text: 'Figures', href: '/figures', roles: seesFigures },
];

const further: readonly { readonly text: string; readonly places: readonly Place[] }[] = [
  {
    text: 'Coming in',
    places: [
      { text: 'Call-backs', href: '/call-backs', roles: ringsBack },
      { text: 'Offers', href: '/offers', roles: offers.roles ?? [], also: '/lists' },
      { text: 'Transfers', href: '/transfers', roles: movesCases },
    ],
  },
  {
    text: 'People and places',
    places: [
      { text: 'Facilitators', href: '/facilitators', roles: keepsFacilitators, also: '/handover' },
      { text: 'Staff', href: '/staff', roles: seesStaff },
      { text: 'Teams', href: '/teams', roles: teamKeepers },
      { text: 'Agencies', href: '/agencies', roles: agencyKeepers },
      { text: 'Commissioners', href: '/commissioners', roles: commissionerKeepers },
      { text: 'Venues', href: '/venues', roles: worksHere },
    ],
  },
  {
    text: 'About you',
    places: [{ text: 'What I bring', href: '/own-practice', roles: worksOnCases }],
  },
  {
    text: 'Running the service',
    places: [
      { text: 'Outbox', href: '/outbox', roles: settlesMessages },
      { text: 'Hours and expenses', href: '/claims', roles: decidesClaims },
      { text: 'Service levels', href: '/service-levels', roles: levelKeepers },
      { text: 'Broken glass', href: '/break-glass/openings', roles: overseeing.roles ?? [] },
      { text: 'Trails', href: '/trails', roles: readsTrails },
    ],
  },
];

// So many stand side by side in one line of a laptop.
const fitsInALine = 7;

/** Where somebody may go: nobody is shown a way that is not there for them. A menu that fits in one line folds nothing away. */
export function placesFor(
  staff: StaffSession,
  path: string,
): { readonly navigation: readonly NavigationItem[]; readonly more: readonly NavigationGroup[] } {
  const isIn = (part: string | undefined) => part !== undefined && (path === part || path.startsWith(`${part}/`));
  const open = (places: readonly Place[]) =>
    places
      .filter(({ roles }) => hasRole(staff, ...roles))
      .map(({ text, href, also }) => ({ text, href, current: isIn(href) || isIn(also) }));
  const navigation = open(everyDay);
  const more = further
    .map(({ text, places }) => ({ text, items: open(places) }))
    .filter(({ items }) => items.length > 0);
  const folded = more.flatMap(({ items }) => items);
  if (navigation.length + folded.length <= fitsInALine) return { navigation: [...navigation, ...folded], more: [] };
  return { navigation, more };
}
