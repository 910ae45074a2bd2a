import { overseeing } from '#casefile/break-glass/policy.ts';
import { offers } from '#journey/offer/policy.ts';
import { triage } from '#journey/referral/policy.ts';
import { seesFigures } from '#overview/figures/policy.ts';
import { readsTrails } from '#overview/trail-viewer/policy.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords, momentInWords, plusDays } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';
import { movesCases } from '#journey/transfer/policy.ts';
import { ringsBack } from '#service/call-backs/policy.ts';
import { settlesMessages } from '#service/notices/policy.ts';
import { seesStaff, worksHere } from '#service/staff/policy.ts';
import { agencyKeepers } from '#service/agencies/policy.ts';
import { decidesClaims } from '#service/volunteers/policy.ts';
import { keepsFacilitators, worksOnCases } from '#service/facilitators/policy.ts';
import { levelKeepers } from '#service/service-levels/policy.ts';
import { teamKeepers } from '#service/teams/policy.ts';
import { seeingStrip } from '#service/sign-in/seeing-pages.ts';
import type { StaffSession } from '#service/sign-in/store.ts';
import { layout } from '../layout.ts';
import type { Ports } from '../ports.ts';
import { caseTabs } from './case-tabs.ts';

export interface StaffPage {
  readonly ports: Pick<Ports, 'assets'>;
  readonly staff: StaffSession;
  /** Set on the pages of a case. */
  readonly frame: CaseFrame | undefined;
  readonly page: Page;
  readonly path: string;
  readonly notice: Html | undefined;
  readonly hasErrors: boolean;
  readonly watch: Html;
}

/** A staff page in its layout; a page of a case stands below the case's head and tabs. */
export function staffLayout({ ports, staff, frame, page, path, notice, hasErrors, watch }: StaffPage): Html {
  return layout({
    door: 'staff',
    assets: ports.assets,
    serviceName: staff.serviceName,
    // A browser prints the title at the head of each sheet.
    neutralTitle: page.isHandedOver,
    title: frame ? `${page.title}, ${frame.reference}` : page.title,
    body: frame ? html`${caseHead(frame)}${caseTabs(frame.reference, path)}${page.body}` : page.body,
    homeHref: hasRole(staff, 'referrer') ? '/agency' : '/work',
    navigation: placesFor(staff).map((item) => ({ ...item, current: path.startsWith(item.href) })),
    signedIn: {
      name: staff.name,
      role: staff.roles.join(', ').replaceAll('-', ' '),
      href: '/account',
      signOutAction: '/sign-out',
    },
    demonstration: staff.isDemonstration,
    strip: staff.isDemonstration ? seeingStrip(staff) : undefined,
    back: page.back === undefined ? undefined : { href: page.back },
    notice,
    hasErrors,
    script: page.script,
    watch,
  });
}

// In the order in which they are wanted; nobody is shown a way that is not there for them.
const places: readonly { readonly text: string; readonly href: string; readonly roles: readonly StaffRole[] }[] = [
  { text: 'Your referrals', href: '/agency', roles: ['referrer'] },
  { text: 'My work', href: '/work', roles: worksHere },
  { text: 'Cases', href: '/caseload', roles: worksHere },
  { text: 'Referrals', href: '/referrals', roles: triage.roles ?? [] },
  { text: 'Offers', href: '/offers', roles: offers.roles ?? [] },
  { text: 'Transfers', href: '/transfers', roles: movesCases },
  { text: 'Call-backs', href: '/call-backs', roles: ringsBack },
  { text: 'Search', href: '/search', roles: worksHere },
  { text: 'Venues', href: '/venues', roles: worksHere },
  { text: 'Figures', href: '/figures', roles: seesFigures },
  { text: 'Outbox', href: '/outbox', roles: settlesMessages },
  { text: 'Facilitators', href: '/facilitators', roles: keepsFacilitators },
  { text: 'Hours and expenses', href: '/claims', roles: decidesClaims },
  { text: 'What I bring', href: '/own-practice', roles: worksOnCases },
  { text: 'Staff', href: '/staff', roles: seesStaff },
  { text: 'Agencies', href: '/agencies', roles: agencyKeepers },
  { text: 'Teams', href: '/teams', roles: teamKeepers },
  { text: 'Service levels', href: '/service-levels', roles: levelKeepers },
  { text: 'Broken glass', href: '/break-glass/openings', roles: overseeing.roles ?? [] },
  { text: 'Trails', href: '/trails', roles: readsTrails },
];

function placesFor(staff: StaffSession) {
  return places.filter(({ roles }) => hasRole(staff, ...roles)).map(({ text, href }) => ({ text, href }));
}

const statusWords = { open: 'Open', 'on-hold': 'On hold', closed: 'Closed' } as const;

function caseHead(frame: CaseFrame): Html {
  const facilitators = frame.facilitators.map(({ name, as }) => (as === 'lead' ? name : `${name} (co)`)).join(', ');
  const { lookingUntil, coveringUntil } = frame.own;
  return html`${
    lookingUntil &&
    html`<p class="govuk-inset-text">
        You opened this case by breaking the glass. You can look and change nothing, until ${momentInWords(lookingUntil)}. The data
        officer knows.
      </p>`
  }
  ${coveringUntil && html`<p class="govuk-inset-text">You cover here for a colleague who is away, until ${inWords(plusDays(dayOf(coveringUntil), -1))}.</p>`}
  <div class="tp-case-head">
    <p class="tp-case-head__reference">
      <a class="govuk-link" href="/cases/${frame.reference}">Case ${frame.reference}</a>
      ${frame.isRestricted && html`<a class="govuk-tag" href="/cases/${frame.reference}/readers">Restricted</a>`}
    </p>
    <p class="tp-case-head__facts">
      ${statusWords[frame.status]} · ${frame.stage.replaceAll('-', ' ')} ·
      ${frame.participants.map(({ called }) => called).join(', ')}${facilitators !== '' && html` · with ${facilitators}`}
    </p>
  </div>`;
}
