import { aFrame } from '#casefile/cases/examples.ts';
import { html, type Fragment, type Html } from '#platform/html.ts';
import { safetyFlagKinds, safetyFlagWords, type SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import { caseKindWords, incidentWords } from '#vocabulary/parts.ts';
import type { NextTask } from './facts.ts';

export interface CaseOverview {
  readonly frame: CaseFrame;
  readonly tasks: readonly NextTask[];
  /** What happened last, in words, the newest first. */
  readonly latest: readonly { readonly sentence: string; readonly happenedOn: PlainDate }[];
  /** The panel of the gates, as readiness draws it. */
  readonly panel: Html;
  /** How the case stands to what the service promises; empty where nothing was. */
  readonly clocks: Html;
  /** The safety flags that stand. */
  readonly flags: readonly SafetyFlagKind[];
  /** Each referral of it; with a link for whoever opens referrals. */
  readonly referrals: readonly { readonly reference: string; readonly receivedOn: PlainDate }[];
  readonly opensReferrals: boolean;
  readonly isApart: boolean;
  readonly today: PlainDate;
}

/** The first page of a case: who, what happened, what may happen now, what is next, what was last. */
export function caseOverviewPage(shown: CaseOverview): Page {
  const { frame, tasks, latest: lines, panel, clocks, flags, today } = shown;
  const base = `/cases/${frame.reference}`;
  return {
    title: 'Overview',
    body: html`
      <h1 class="govuk-heading-l">${title(frame)}</h1>
      ${flags.length > 0 && safetyFirst(flags)}
      <dl class="tp-facts">
        <div><dt>Kind</dt><dd>${caseKindWords[frame.kind]}, ${frame.complexity}</dd></div>
        <div><dt>Opened</dt><dd>${inWords(frame.openedOn)}</dd></div>
        <div><dt>Lead</dt><dd>${lead(frame, base)}</dd></div>
        ${shown.referrals.length > 1 && html`<div><dt>Referred</dt><dd>${referrals(shown)}</dd></div>`}
        ${shown.isApart && html`<div><dt>Settled by the police out of court</dt><dd>Yes. No figure of the service counts it.</dd></div>`}
      </dl>
      <div class="tp-sides">${frame.participants.map((each) => sideOf(each, base))}</div>
      ${frame.incidents.map(({ summary }) => html`<p class="govuk-body">${summary}</p>`)}
      ${frame.status === 'closed' ? html`<p class="govuk-inset-text">The case is closed. Nothing may happen in it before <a class="govuk-link" href="${base}/closure">it is opened again</a>.</p>` : panel}
      ${frame.status !== 'closed' && clocks}
      <h2 class="govuk-heading-m">What is next</h2>
      ${tasks.length === 0 ? html`<p class="govuk-body">Nothing is waiting to be done.</p>` : html`<ul class="govuk-list govuk-list--bullet">${tasks.map(({ words, dueOn }) => html`<li>${words} ${dueOn < today ? html`<strong>Late:</strong> was due` : 'Due'} ${inWords(dueOn)}.</li>`)}</ul>`}
      <h2 class="govuk-heading-m">What was last</h2>
      ${latest(lines)}
      <p class="govuk-body"><a class="govuk-link" href="${base}/history">All that happened</a></p>`,
  };
}

function safetyFirst(flags: readonly SafetyFlagKind[]): Html {
  const standing = safetyFlagKinds.filter((kind) => flags.includes(kind));
  return html`<section class="tp-safe" aria-labelledby="flags">
    <h2 class="tp-safe__title" id="flags">Read this first</h2>
    <ul class="govuk-list">
      ${standing.map((kind) => html`<li><strong>${safetyFlagWords[kind].text}.</strong> ${safetyFlagWords[kind].first}</li>`)}
    </ul>
  </section>`;
}

// One case with two referrals: each stays to be read by itself.
function referrals({ referrals: all, opensReferrals }: CaseOverview): Fragment {
  return html`${all.map(({ reference, receivedOn }, at) => {
    const name = opensReferrals
      ? html`<a class="govuk-link" href="/referrals/${reference}">${reference}</a>`
      : html`${reference}`;
    return html`${at > 0 && html`<br />`}${name}, ${inWords(receivedOn)}`;
  })}`;
}

function lead(frame: CaseFrame, base: string): Html {
  const name = frame.facilitators.find((each) => each.as === 'lead')?.name;
  if (name === undefined)
    return html`<a class="govuk-link" href="${base}/allocation">Nobody yet: give the case to somebody</a>`;
  return html`${name} <a class="govuk-link" href="${base}/allocation">Change<span class="govuk-visually-hidden"> who works on the case</span></a>`;
}

function title(frame: CaseFrame): string {
  const kinds = [...new Set(frame.incidents.map(({ kind }) => incidentWords[kind]))];
  return kinds.length === 0 ? 'Case' : kinds.join(', ');
}

function sideOf(participant: FrameParticipant, base: string): Html {
  const { parts, called, isChild } = participant;
  const both = parts.length === 2;
  const part = both ? undefined : parts[0];
  const label = both
    ? 'Harmed and responsible'
    : part === 'harmed'
      ? 'Person harmed'
      : part === 'responsible'
        ? 'Person responsible'
        : 'Taking part';
  return html`<section class="tp-side${part && ` tp-side--${part}`}"><h2 class="tp-side__label">${label}</h2>
    <p class="govuk-body"><a class="govuk-link" href="${base}/people#${participant.id}">${called}</a>${isChild && ', under 18'}</p></section>`;
}

function latest(lines: CaseOverview['latest']): Fragment {
  if (lines.length === 0) return html`<p class="govuk-body">Nothing has happened yet.</p>`;
  return html`<ol class="tp-timeline">${lines.map(
    ({ sentence, happenedOn }) =>
      html`<li class="tp-timeline__item tp-timeline__item--neither"><h3 class="tp-timeline__what">${sentence}</h3>
      <p class="tp-timeline__when"><time datetime="${happenedOn}">${inWords(happenedOn)}</time></p></li>`,
  )}</ol>`;
}

const empty: CaseOverview = {
  frame: aFrame({ facilitators: [] }),
  tasks: [],
  latest: [],
  panel: html``,
  clocks: html``,
  flags: [],
  referrals: [],
  opensReferrals: true,
  isApart: false,
  today: '2026-11-23' as PlainDate,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'a case that has just been opened', page: caseOverviewPage(empty) },
  {
    name: 'a case with something late',
    page: caseOverviewPage({
      ...empty,
      frame: aFrame(),
      tasks: [{ id: '1', words: 'Ask again.', dueOn: '2026-11-20' as PlainDate }],
      flags: ['stalking', 'child-at-risk'],
      isApart: true,
      referrals: [
        { reference: '7K3M-QX94', receivedOn: '2026-10-01' as PlainDate },
        { reference: '4CDA-9Q7W', receivedOn: '2026-10-09' as PlainDate },
      ],
      latest: [{ sentence: 'The case was opened', happenedOn: '2026-10-05' as PlainDate }],
    }),
  },
];
