import { aFrame } from '#casefile/cases/examples.ts';
import { errorsOf, pressForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import type { LegalOrder, Rating, ResidualRisk, ResponsibilityLevel } from '#vocabulary/suitability.ts';
import { aFactorLine, anOrderLine, aResponsibilityLine, aRiskLine, aSupervisor } from './examples.ts';
import type { FactorLine, OrderLine, ResponsibilityLine, RiskLine } from './facts.ts';
import type { Mitigation, Occasion, OrderKind } from './rules.ts';

export const levelWords: Record<ResponsibilityLevel, string> = {
  none: 'None',
  minimising: 'Makes it smaller',
  partial: 'In part',
  full: 'In full',
};

export const residualWords: Record<ResidualRisk, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  'not-manageable': 'Cannot be managed',
};

export const occasionWords: Record<Occasion, string> = {
  triage: 'At triage',
  'after-first-meeting': 'After a first meeting',
  'before-communication': 'Before a new way of communicating',
  'before-conference': 'Before a conference',
  'on-the-day': 'On the day',
  after: 'Afterwards',
  'something-changed': 'Something changed',
};

export const orderWords: Record<OrderKind, string> = {
  restraining: 'Restraining order',
  'non-molestation': 'Non-molestation order',
  occupation: 'Occupation order',
  'domestic-abuse-protection': 'Domestic abuse protection order or notice',
  'stalking-protection': 'Stalking protection order',
  'sexual-harm-prevention': 'Sexual harm prevention order',
  'criminal-behaviour': 'Criminal behaviour order',
  bail: 'Bail conditions',
  licence: 'Licence conditions',
  injunction: 'Injunction',
  'prison-no-contact': 'Prison no-contact list',
  'child-protection': 'Child protection arrangements',
};

export interface SuitabilityView {
  readonly frame: CaseFrame;
  readonly staff: Pick<StaffMember, 'staffId' | 'name'>;
  readonly maySign: boolean;
  readonly today: PlainDate;
  readonly history: readonly ResponsibilityLine[];
  /** The newest first; the factors are of the newest. */
  readonly risks: readonly RiskLine[];
  readonly factors: readonly FactorLine[];
  readonly orders: readonly OrderLine[];
  readonly attempt: Attempt;
}

/** Staff: how far somebody takes responsibility, the risk of taking part, and orders that stand between people. */
export function suitabilityPage(view: SuitabilityView): Page {
  const { frame, attempt } = view;
  return {
    title: 'Suitability',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="suitability">Suitability</h1>
      ${frame.status === 'closed' && html`<p class="govuk-inset-text">The case is closed. Nothing can be added here.</p>`}
      <h2 class="govuk-heading-m">Responsibility</h2>
      ${responsibilityPart(view)}
      <h2 class="govuk-heading-m">Risk and strengths</h2>
      ${riskPart(view)}
      <h2 class="govuk-heading-m">Legal orders</h2>
      ${ordersPart(view)}`,
  };
}

/** A member of staff by name where the page knows it: who works on the case, and who is looking. */
function staffName({ frame, staff }: Pick<SuitabilityView, 'frame' | 'staff'>, id: StaffId | null): string {
  if (id === staff.staffId) return staff.name;
  return frame.facilitators.find(({ staffId }) => staffId === id)?.name ?? 'a colleague';
}

function called(frame: CaseFrame, id: string | null): string {
  return frame.participants.find((each) => each.id === id)?.called ?? 'Nobody in particular';
}

function link(view: SuitabilityView, path: string, text: string): Html | undefined {
  if (view.frame.status === 'closed') return undefined;
  return html`<p class="govuk-body">
    <a class="govuk-link" href="/cases/${view.frame.reference}/suitability/${path}">${text}</a>
  </p>`;
}

function responsibilityPart(view: SuitabilityView): Html {
  const responsible = view.frame.participants.filter(({ parts }) => parts.includes('responsible'));
  if (responsible.length === 0) {
    return html`<p class="govuk-body">Nobody is written down as responsible yet. The People page says who harmed whom.</p>`;
  }
  return html`${responsible.map((participant) => responsibilityOf(view, participant))}
  ${link(view, 'responsibility', 'Assess responsibility')}`;
}

function responsibilityOf(view: SuitabilityView, { id, called: name }: FrameParticipant): Html {
  const lines = view.history.filter(({ participantId }) => participantId === id);
  const court = link(view, `sentence/${id}`, `Where ${name} stands with the court`);
  if (lines.length === 0) return html`<p class="govuk-body">${name} has not been assessed yet.</p>${court}`;
  const [newest] = lines;
  const mayBeSigned =
    newest && !newest.signedOff && (newest.level === 'minimising' || newest.level === 'partial') && view.maySign;
  return html`${stackedTable({
    caption: `${name}’s history`,
    head: ['Day', 'Takes responsibility', 'What it rests on', 'Assessed by'],
    rows: lines.map((line) => [
      inWords(line.assessedOn),
      html`${tag({ text: levelWords[line.level], classes: levelColour(line) })}
      ${line.signedOff && html`<p class="govuk-body-s govuk-!-margin-bottom-0">Signed off by ${staffName(view, line.signedOffBy)}: ${line.signOffReason}</p>`}`,
      line.evidence,
      staffName(view, line.assessedBy),
    ]),
  })}
  ${newest && signOffState(newest, name)} ${court} ${mayBeSigned && link(view, `sign-off/${id}`, `Sign off for ${name}`)}`;
}

function levelColour({ level, signedOff }: ResponsibilityLine): string {
  if (level === 'none') return 'govuk-tag--red';
  return level === 'full' || signedOff ? 'govuk-tag--green' : 'govuk-tag--yellow';
}

function signOffState({ level, signedOff }: ResponsibilityLine, name: string): Html | false {
  if (level === 'none') {
    return html`<p class="govuk-inset-text">
      While ${name} takes no responsibility, nothing passes between the sides.
    </p>`;
  }
  if (level === 'full' || signedOff) return false;
  return html`<p class="govuk-inset-text">
    Before anything passes between the sides, a supervisor who did not assess this signs it off, with a reason.
  </p>`;
}

function riskPart(view: SuitabilityView): Html {
  const [newest, ...earlier] = view.risks;
  if (!newest) {
    return html`<p class="govuk-body">The risk has not been assessed yet.</p>
      ${link(view, 'risk', 'Assess the risk')}`;
  }
  return html`${newestRisk(view, newest)} ${factorTable(view)}
  ${link(view, 'risk', 'Assess the risk again')} ${earlier.length > 0 && earlierRisks(view, earlier)}`;
}

function newestRisk(view: SuitabilityView, risk: RiskLine): Html {
  const isOver = risk.reviewBy < view.today;
  const needsApproval = risk.residual === 'high' && risk.approvedBy === null;
  return html`<dl class="tp-facts">
      <div>
        <dt>What is left of the risk</dt>
        <dd>${tag({ text: residualWords[risk.residual], classes: residualColour(risk.residual) })}</dd>
      </div>
      <div>
        <dt>Assessed</dt>
        <dd>${inWords(risk.assessedOn)} by ${staffName(view, risk.writtenBy)}. ${occasionWords[risk.occasion]}</dd>
      </div>
      <div>
        <dt>Look again by</dt>
        <dd>${inWords(risk.reviewBy)}${isOver && html`. <strong>This day has passed: it no longer holds</strong>`}</dd>
      </div>
      <div>
        <dt>Approval</dt>
        <dd>${approvalWords(view, risk)}</dd>
      </div>
    </dl>
    ${needsApproval && view.maySign && link(view, `approval/${risk.id}`, 'Read and approve')}
    <h3 class="govuk-heading-s">Why</h3>
    ${paragraphs(risk.reasons)}
    <h3 class="govuk-heading-s">Strengths</h3>
    ${risk.strengths === '' ? html`<p class="govuk-body">None written down.</p>` : paragraphs(risk.strengths)}`;
}

function residualColour(residual: ResidualRisk): string {
  return {
    low: 'govuk-tag--green',
    medium: 'govuk-tag--yellow',
    high: 'govuk-tag--orange',
    'not-manageable': 'govuk-tag--red',
  }[residual];
}

function approvalWords(view: SuitabilityView, { residual, approvedBy }: RiskLine): string {
  if (approvedBy !== null) return `Approved by ${staffName(view, approvedBy)}`;
  return residual === 'high' ? 'Waits for a supervisor who did not write it' : 'Not needed';
}

function factorTable(view: SuitabilityView): Html {
  if (view.factors.length === 0) return html`<p class="govuk-body">No factor was written down.</p>`;
  return stackedTable({
    caption: 'Factors and what is planned',
    head: ['Factor', 'About', 'Rated', 'Why', 'Planned'],
    rows: view.factors.map((factor) => [
      factor.factor,
      called(view.frame, factor.aboutId),
      tag({ text: residualWords[factor.rating], classes: residualColour(factor.rating satisfies Rating) }),
      factor.reason,
      factor.mitigations.length === 0 ? 'Nothing' : factor.mitigations.map((each) => mitigationOf(view, each)),
    ]),
  });
}

function mitigationOf(view: SuitabilityView, planned: Mitigation & { readonly id: string }): Html {
  const isLate = planned.doneOn === null && planned.dueOn < view.today;
  return html`<p class="govuk-body-s">
      ${planned.words}<br />${staffName(view, planned.ownerId)},
      ${planned.doneOn === null ? `by ${inWords(planned.dueOn)}` : `done on ${inWords(planned.doneOn)}`}${isLate && html`. <strong>Late</strong>`}
    </p>
    ${
      planned.doneOn === null &&
      view.frame.status !== 'closed' &&
      pressForm(
        `/cases/${view.frame.reference}/suitability/mitigations`,
        { text: 'Mark as done today', quiet: true },
        { mitigation: planned.id },
      )
    }`;
}

function earlierRisks(view: SuitabilityView, earlier: readonly RiskLine[]): Html {
  return stackedTable({
    caption: 'Earlier assessments',
    head: ['Day', 'When', 'What was left', 'Why', 'By'],
    rows: earlier.map((risk) => [
      inWords(risk.assessedOn),
      occasionWords[risk.occasion],
      residualWords[risk.residual],
      risk.reasons,
      staffName(view, risk.writtenBy),
    ]),
  });
}

function ordersPart(view: SuitabilityView): Html {
  const { frame, orders } = view;
  return html`${
    orders.length === 0
      ? html`<p class="govuk-body">No legal order is on file.</p>`
      : stackedTable({
          caption: 'Orders on file',
          hideCaption: true,
          head: ['Order', 'Keeps', 'Covers', 'Days', 'Permission'],
          rows: orders.map((order) => [
            html`${orderWords[order.kind]}<br />${order.documentReference}`,
            `${called(frame, order.restrainsId)} from ${called(frame, order.protectsId)}`,
            order.covers === 'all' ? 'All contact, through others too' : 'Meeting and video only',
            orderDays(order, view.today),
            html`${permissionWords(order)}
            ${link(view, `permission/${order.id}`, order.permissionReference === '' ? 'Add permission' : 'Change permission')}`,
          ]),
        })
  }
  ${link(view, 'orders', 'Put a legal order on file')} ${link(view, 'zones', 'Places somebody may not go to')}`;
}

function orderDays({ startsOn, endsOn }: LegalOrder, today: PlainDate): string {
  const days = `${inWords(startsOn)} until ${endsOn === null ? 'further notice' : inWords(endsOn)}`;
  if (startsOn > today) return `${days}. Not in force yet`;
  return endsOn !== null && endsOn < today ? `${days}. Over` : `${days}. In force`;
}

function permissionWords({ permissionReference, permissionFrom, permissionUntil }: OrderLine): string {
  if (permissionFrom === null || permissionUntil === null) return 'None';
  return `${permissionReference}, ${inWords(permissionFrom)} until ${inWords(permissionUntil)}`;
}

const usual: SuitabilityView = {
  frame: aFrame(),
  staff: aSupervisor,
  maySign: true,
  today: '2026-11-23' as PlainDate,
  history: [aResponsibilityLine(), aResponsibilityLine({ level: 'none', assessedOn: '2026-10-12' as PlainDate })],
  risks: [aRiskLine(), aRiskLine({ id: 'earlier', residual: 'low', occasion: 'triage' })],
  factors: [aFactorLine()],
  orders: [anOrderLine()],
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'nothing assessed yet',
    page: suitabilityPage({ ...usual, history: [], risks: [], factors: [], orders: [] }),
  },
  { name: 'a high risk that waits for a supervisor, and an order in force', page: suitabilityPage(usual) },
  {
    name: 'a mitigation that could not be marked',
    page: suitabilityPage({
      ...usual,
      frame: aFrame({ status: 'closed' }),
      attempt: {
        typed: {},
        problems: [{ field: 'suitability', text: 'The case is closed. Reopen it first' }],
      },
    }),
  },
];
