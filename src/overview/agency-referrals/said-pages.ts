import { changesList } from './pages.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html } from '#platform/html.ts';
import { type ToldReason, toldReasonWords, type WithdrawReason, withdrawWords } from '#vocabulary/agencies.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { anAmendment, anOwnReferral } from './examples.ts';
import type { KeptAmendment } from './facts.ts';

/** What an agency said of a referral besides the referral itself. */
export interface SaidByAgency {
  readonly referralId: ReferralId;
  readonly agency: string;
  readonly by: string;
  readonly agencyReference: string;
  readonly situationWords: string;
  readonly toldWords: string;
  readonly withdrawnBecause: WithdrawReason | null;
  readonly withdrawnWords: string;
  readonly toldBecause: ToldReason | null;
}

/** The same, for staff who may read the referral. */
export function fromAgencyPage(reference: string, said: SaidByAgency, amendments: readonly KeptAmendment[]): Page {
  const row = (key: string, value: string) => value !== '' && { key: { text: key }, value: { text: value } };
  return {
    title: 'What the agency said',
    back: `/referrals/${reference}`,
    read: { what: 'referral', referralId: said.referralId },
    body: html`<h1 class="govuk-heading-l">What the agency said</h1>
      ${summaryList({
        rows: [
          row('Agency', said.agency),
          row('Sent by', said.by),
          row('Their reference', said.agencyReference),
          row('How things stand there', said.situationWords),
          row('Who told the person', said.toldWords),
          row('Taken back', said.withdrawnBecause === null ? '' : withdrawWords[said.withdrawnBecause]),
          row('What they added', said.withdrawnWords),
          row(
            'Why it was not taken on, as they read it',
            said.toldBecause === null ? '' : toldReasonWords[said.toldBecause],
          ),
        ],
      })}
      <p class="govuk-body">
        <a class="govuk-link" href="/referrals/${reference}/agency/messages">Messages with the agency, and files</a>
      </p>
      <h2 class="govuk-heading-m">What they changed since</h2>
      ${changesList('other', amendments)}`,
  };
}

/** The same for a referral that staff wrote down: there is nothing besides it. */
export function writtenDownPage(reference: string): Page {
  return {
    title: 'What the agency said',
    back: `/referrals/${reference}`,
    body: html`<h1 class="govuk-heading-l">What the agency said</h1>
      <p class="govuk-body">Somebody here wrote this referral down for the agency. All that it said stands in the referral.</p>`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'What the agency said: written down by staff', page: writtenDownPage(anOwnReferral.reference) },
  {
    name: 'What the agency said, for staff',
    page: fromAgencyPage(
      anOwnReferral.reference,
      {
        referralId: anOwnReferral.id,
        agency: 'Corby neighbourhood team',
        by: 'PC Lewis Grant',
        agencyReference: anOwnReferral.agencyReference,
        situationWords: anOwnReferral.situationWords,
        toldWords: anOwnReferral.toldWords,
        withdrawnBecause: null,
        withdrawnWords: '',
        toldBecause: null,
      },
      [anAmendment],
    ),
  },
];
