import { threadForStaff } from '#journey/agency-thread/staff.ts';
import { askingForMoreForStaff, askingShown } from '#journey/asking-for-more/staff.ts';
import { clocksShown } from '#journey/clocks/staff.ts';
import { mayTakeOn } from '#journey/eligibility/actions.ts';
import { eligibilityForStaff, eligibilityOf } from '#journey/eligibility/staff.ts';
import { sayNotTheSame } from '#journey/likeness/actions.ts';
import { alike } from '#journey/likeness/facts.ts';
import { likenessForStaff, likenessOf, likesOf, likeTyped, notTheSameIn } from '#journey/likeness/staff.ts';
import { matterForStaff, matterShown } from '#journey/matter/staff.ts';
import { listsForStaff } from '#journey/offer-list/staff.ts';
import { offersForStaff } from '#journey/offer/staff.ts';
import { enteringForStaff } from '#journey/referral-entry/staff.ts';
import { mayBecomeCase } from '#journey/referral-link/actions.ts';
import { belongingOf, linksForStaff } from '#journey/referral-link/staff.ts';
import { flagsShown, safetyFlagsForStaff } from '#journey/safety-flags/staff.ts';
import { transferOf } from '#journey/transfer/staff.ts';
import { acceptReferral } from '#journey/triage/actions.ts';
import { triage } from '#journey/triage/policy.ts';
import { referralForStaff } from '#journey/triage/staff.ts';
import { agencyWordsForStaff } from '#overview/agency-referrals/staff.ts';
import { inboxForStaff } from '#overview/inbox/staff.ts';
import { districtOf } from '#service/areas/rules.ts';
import type { StaffDoor } from '#vocabulary/doors.ts';
import type { Limits } from '../doors/limits.ts';
import type { Ports } from '../doors/ports.ts';
import { oftenCounter } from '../doors/too-often.ts';
import { enterTyped, referListed } from './entering.ts';
import { likeListedShown } from './likeness.ts';

/** What comes in, until it is a case: referrals typed and sent, lists, offers, and what agencies say. */
export function referralRoutes(door: StaffDoor, ports: Ports, limits: Limits): void {
  const looksOften = oftenCounter(limits.looksOfOne, ports.clock);
  enteringForStaff(door, enterTyped, {
    show: async (visit, { fullName, born, phone, email, ...incident }) => {
      const found = await likeTyped(visit, { fullName, born, phone, email }, incident);
      return found && { section: found.section, isLike: found.isLike, read: found.read, readBeside: found.shown };
    },
    like: async ({ db, staff }, { fullName, born, phone, email, ...incident }) =>
      (await alike(db, staff, [{ fullName, born, phone, email }], incident, null)).map(({ id }) => id),
    notTheSameIn,
    tellApart: async (hand, reference, otherIds) => {
      for (const otherId of otherIds) await sayNotTheSame(hand, reference, otherId);
    },
    isTooOften: ({ staffId }) => looksOften(staffId),
    districtOf,
  });
  const panels = {
    first: flagsShown,
    further: [matterShown, clocksShown, askingShown, eligibilityOf, transferOf, belongingOf],
    likeness: likenessOf,
  };
  const show = referralForStaff(door, panels, async (hand, reference, wish) => {
    const free = await mayBecomeCase(hand, reference);
    if (!free.ok) return free;
    const eligible = await mayTakeOn(hand, reference, wish.kind);
    return eligible.ok ? acceptReferral(hand, reference, wish) : eligible;
  });
  matterForStaff(door, triage);
  eligibilityForStaff(door, triage);
  inboxForStaff(door, triage);
  safetyFlagsForStaff(door, { show, triage });
  askingForMoreForStaff(door, { show, triage });
  likenessForStaff(door, { show, triage });
  linksForStaff(door, { show, triage }, async (visit, referral, caseId) => {
    const likes = await likesOf(visit, referral);
    return likes.find(({ id }) => id === caseId)?.people ?? [];
  });
  agencyWordsForStaff(door);
  threadForStaff(door, ports);
  listsForStaff(door, ports);
  offersForStaff(door, referListed, likeListedShown);
}
