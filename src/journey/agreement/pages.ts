import { aFrame } from '#casefile/cases/examples.ts';
import { dylan, joanne } from '#journey/amends/examples.ts';
import { errorsOf, pressForm } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { type Agreement, type AgreementStatus, isInTheMaking } from '#vocabulary/agreements.ts';
import { type Standing } from '#vocabulary/consent.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import { aDraft, anAgreement, aProposal } from './examples.ts';
import { answerForm, calledIn, partiesForm, partyTable, pathOf, updatesForm } from './party-pages.ts';
import { type CutOff, end, explain, make, termsOf } from './rules.ts';

const statusWords: Record<AgreementStatus, readonly [text: string, colour: string]> = {
  draft: ['Draft', 'grey'],
  proposed: ['Waiting for answers', 'yellow'],
  agreed: ['In force', 'green'],
  replaced: ['Replaced by a newer version', 'grey'],
  ended: ['Ended', 'blue'],
  'set-aside': ['Set aside', 'grey'],
};

function agreementTag({ status, isKept }: Agreement): Html {
  const [text, colour] = statusWords[status];
  const words = status === 'ended' ? (isKept ? 'Ended, kept' : 'Ended, not all kept') : text;
  return tag({ text: words, classes: `govuk-tag--${colour}` });
}

/** What the amends show on the pages of an agreement. */
export interface Promises {
  /** That money goes through the service. */
  readonly note: Html;
  table(frame: CaseFrame, agreement: Agreement): Html;
  /** The ways to write on what a draft promises. */
  links(frame: CaseFrame, agreement: Agreement): Html;
}

export interface CaseAgreements {
  readonly frame: CaseFrame;
  readonly agreements: readonly Agreement[];
  readonly promises: Promises;
  readonly attempt: Attempt;
}

/** Staff: what everybody responsible in the case promised, a section each. */
export function agreementsPage({ frame, agreements, promises, attempt }: CaseAgreements): Page {
  const responsible = frame.participants.filter(({ parts }) => parts.includes('responsible'));
  return {
    title: 'Agreement',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Agreement</h1>
      <p class="govuk-body">
        What people promise to make amends. It is a statement of intent, not a contract, and a case can end well without
        one.
      </p>
      ${promises.note}
      ${
        responsible.length === 0 &&
        html`<p class="tp-empty govuk-body">
          Nobody in this case is responsible for harm yet.
          <a class="govuk-link" href="/cases/${frame.reference}/people">Say who harmed whom</a> first.
        </p>`
      }
      ${responsible.map((participant) => sectionOf({ frame, agreements, promises }, participant))}`,
  };
}

function sectionOf(
  { frame, agreements, promises }: Omit<CaseAgreements, 'attempt'>,
  { id, called }: FrameParticipant,
): Html {
  const own = agreements.filter(({ responsibleId }) => responsibleId === id);
  const current = own.filter(({ status }) => status !== 'set-aside' && status !== 'replaced');
  const earlier = own.filter(({ status }) => status === 'set-aside' || status === 'replaced');
  const mayStart = frame.status !== 'closed' && !own.some(isInTheMaking);
  const isLive = own.some(({ status }) => status === 'agreed');
  return html`<section>
    <h2 class="govuk-heading-m">${called}</h2>
    ${current.length === 0 && html`<p class="govuk-body">Nothing has been agreed with ${called}.</p>`}
    ${current.toReversed().map((agreement) => html`${heading(frame, agreement)} ${promises.table(frame, agreement)}`)}
    ${
      mayStart &&
      pressForm(
        `/cases/${frame.reference}/agreement`,
        { text: isLive ? `Change the agreement with ${called}` : `Draft an agreement with ${called}`, quiet: isLive },
        { responsible: id },
      )
    }
    ${earlier.length > 0 && earlierList(frame, earlier)}
  </section>`;
}

function heading(frame: CaseFrame, agreement: Agreement): Html {
  return html`<h3 class="govuk-heading-s">
    <a class="govuk-link" href="${pathOf(frame, agreement)}">Agreement, version ${agreement.version}</a>
    ${agreementTag(agreement)}
  </h3>`;
}

function earlierList(frame: CaseFrame, earlier: readonly Agreement[]): Html {
  return html`<h3 class="govuk-heading-s">Earlier</h3>
    <ul class="govuk-list">
      ${earlier.map(
        (agreement) =>
          html`<li>
            <a class="govuk-link" href="${pathOf(frame, agreement)}"
              >Version ${agreement.version}, drafted ${inWords(agreement.draftedOn)}</a
            >
            ${agreementTag(agreement)}
          </li>`,
      )}
    </ul>`;
}

export interface OneAgreement {
  readonly frame: CaseFrame;
  readonly agreement: Agreement;
  /** Whether another version is being written. */
  readonly hasNewer: boolean;
  readonly standing: Standing;
  readonly promises: Promises;
  readonly attempt: Attempt;
}

/** Staff: one agreement, who is part of it, what is promised, and what can be done with it now. */
export function agreementPage(shown: OneAgreement): Page {
  const { frame, agreement, promises, attempt } = shown;
  const title = `Agreement with ${calledIn(frame, agreement.responsibleId)}`;
  const isOpen = frame.status !== 'closed';
  return {
    title,
    back: `/cases/${frame.reference}/agreement`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${agreementTag(agreement)} Version ${agreement.version}. ${daysInWords(agreement)}</p>
      ${promises.note}
      <h2 class="govuk-heading-m">What is promised</h2>
      ${promises.table(frame, agreement)}
      ${isOpen && agreement.status === 'draft' && promises.links(frame, agreement)}
      <h2 class="govuk-heading-m">Who is part of it</h2>
      ${partyTable(shown)}
      ${isOpen && agreement.status === 'draft' && partiesForm(shown)}
      ${isOpen && (agreement.status === 'proposed' || agreement.status === 'agreed') && answerForm(shown)}
      ${isOpen && ['draft', 'proposed', 'agreed'].includes(agreement.status) && updatesForm(shown)}
      ${isOpen && nextSteps(shown)}`,
  };
}

function daysInWords({ draftedOn, proposedOn, madeOn, endedOn }: Agreement): string {
  const days = [
    ['Drafted', draftedOn],
    ['put before everyone', proposedOn],
    ['agreed', madeOn],
    ['ended', endedOn],
  ] as const;
  const words = days.flatMap(([what, day]) => (day === null ? [] : [`${what} on ${inWords(day)}`]));
  return `${words.join(', ')}.`;
}

function nextSteps(shown: OneAgreement): Html {
  const steps = { draft: afterDraft, proposed: afterProposal, agreed: whileInForce } as const;
  const { status } = shown.agreement;
  if (status === 'draft' || status === 'proposed' || status === 'agreed')
    return html`${nextHeading}${steps[status](shown)}`;
  return html`<p class="govuk-body">Nothing can be changed on it any more. It is kept as it was.</p>`;
}

function afterDraft({ frame, agreement }: OneAgreement): Html {
  const base = pathOf(frame, agreement);
  return html`<p class="govuk-body"><a class="govuk-link" href="${base}/propose">Put it before everyone</a></p>
    ${pressForm(`${base}/set-aside`, { text: 'Set this draft aside', quiet: true })}`;
}

function afterProposal({ frame, agreement, standing }: OneAgreement): Html {
  const base = pathOf(frame, agreement);
  const making = make(agreement, standing);
  const why = making.ok ? [] : making.because.map((reason) => ` ${explain(reason)}.`);
  return html`<p class="govuk-body">It is in force with the last yes.${why}</p>
    ${pressForm(`${base}/redraft`, { text: 'Take it back and change the terms', quiet: true })}
    ${pressForm(`${base}/set-aside`, { text: 'Set it aside', quiet: true })}`;
}

function whileInForce({ frame, agreement, hasNewer }: OneAgreement): Html {
  const ending = end(agreement);
  const endWords = ending.ok && ending.value.isKept ? 'End it: everything was kept' : 'End it: not everything was kept';
  return html`${
    ending.ok
      ? pressForm(`${pathOf(frame, agreement)}/end`, { text: endWords })
      : html`<p class="govuk-body">It can end when every promise is settled.</p>`
  }
  ${
    hasNewer
      ? html`<p class="govuk-body">A newer version is being written. This one is in force until everyone agrees to it.</p>`
      : pressForm(
          `/cases/${frame.reference}/agreement`,
          { text: 'Change it: draft a new version', quiet: true },
          { responsible: agreement.responsibleId },
        )
  }`;
}

const nextHeading: Html = html`<h2 class="govuk-heading-m" id="next">What comes next</h2>`;

export interface Proposing {
  readonly frame: CaseFrame;
  readonly agreement: Agreement;
  readonly cutOff: readonly CutOff[];
  readonly promises: Promises;
  readonly attempt: Attempt;
}

/** Staff: the last look before the parties read a draft, with every reason why they may not yet. */
export function proposePage({ frame, agreement, cutOff, promises, attempt }: Proposing): Page {
  const isOpen = agreement.amends.length > 0 && cutOff.length === 0;
  return {
    title: 'Put it before everyone',
    back: pathOf(frame, agreement),
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Put it before everyone</h1>
      <p class="govuk-body">
        From now on ${agreement.parties.map(({ participantId }) => calledIn(frame, participantId)).join(' and ')} can
        read these terms and are asked whether they agree. Nobody has to.
      </p>
      <h2 class="govuk-heading-m" id="next">What they will read</h2>
      ${promises.table(frame, agreement)}
      ${cutOff.length > 0 && gateList(frame, agreement, cutOff)}
      ${
        isOpen
          ? pressForm(`${pathOf(frame, agreement)}/propose`, { text: 'Put it before everyone' })
          : html`<p class="govuk-body">It cannot be put before everyone yet.</p>`
      }`,
  };
}

function gateList(frame: CaseFrame, agreement: Agreement, cutOff: readonly CutOff[]): Html {
  return html`<h2 class="govuk-heading-m">What stands in the way</h2>
    <ul class="tp-gates">
      ${cutOff.map(
        ({ participantId, gate }) =>
          html`<li class="tp-gate tp-gate--shut">
            <h3 class="tp-gate__name">
              ${calledIn(frame, agreement.responsibleId)} and ${calledIn(frame, participantId)}
              <span class="tp-gate__state">Shut</span>
            </h3>
            <ul class="tp-gate__reasons">
              ${gate.shut.map(
                ({ words, opens }) =>
                  html`<li class="tp-gate__reason">
                    ${words}<span class="tp-gate__opens"><b>Opens when</b> ${opens}</span>
                  </li>`,
              )}
            </ul>
          </li>`,
      )}
    </ul>`;
}

const nobodyAsked: Standing = { stands: [], children: [dylan] };

const somePromises: Promises = {
  note: html`<p class="govuk-inset-text">Money goes through the service.</p>`,
  table: () => html`<p class="govuk-body">What is promised stands here.</p>`,
  links: () => html`<p class="govuk-body">The ways to write on it stand here.</p>`,
};

const shownExample = {
  frame: aFrame(),
  hasNewer: false,
  standing: nobodyAsked,
  promises: somePromises,
  attempt: freshAttempt,
};

const joanneSaidYes: Standing = {
  children: [dylan],
  stands: [{ ...termsOf(aProposal().id), participantId: joanne, guardianId: null, answer: 'given', askAfter: null }],
};

const settledOn = '2027-06-10' as PlainDate;

const settled = anAgreement().amends.map((each) => ({ ...each, status: 'done' as const, settledOn }));

const one = (name: string, agreement: Agreement, changed: Partial<OneAgreement> = {}) => ({
  name,
  page: agreementPage({ ...shownExample, agreement, ...changed }),
});

const refusal = (field: string, text: string, typed: Attempt['typed'] = {}): Pick<OneAgreement, 'attempt'> => ({
  attempt: { typed, problems: [{ field, text }] },
});

const shutGate: CutOff['gate'] = {
  name: 'communicate',
  about: 'A letter between Dylan and Joanne',
  shut: [{ reason: 'somebody-has-not-agreed', words: 'Joanne has not said yes to a letter.', opens: 'she says yes.' }],
};

/** The pages as staff meet them: empty, usual, refused. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'nobody is responsible yet',
    page: agreementsPage({ ...shownExample, frame: aFrame({ participants: [] }), agreements: [] }),
  },
  { name: 'nothing agreed yet', page: agreementsPage({ ...shownExample, agreements: [] }) },
  {
    name: 'an agreement in force, a newer draft and an older version',
    page: agreementsPage({
      ...shownExample,
      agreements: [
        anAgreement({ id: 'b0' as Agreement['id'], status: 'replaced' }),
        anAgreement({ id: 'b1' as Agreement['id'], version: 2 }),
        aDraft({ id: 'b2' as Agreement['id'], version: 3, amends: [] }),
      ],
    }),
  },
  one('a draft', aDraft()),
  one('a draft whose parties were refused', aDraft(), refusal('party', 'Somebody is owed something', { party: dylan })),
  one('a proposal that one of two agreed to', aProposal(), { standing: joanneSaidYes }),
  one(
    'a proposal with an answer that was refused',
    aProposal(),
    refusal('ask-after', 'Tell us the day we can ask again', { answer: 'not-now' }),
  ),
  one('an agreement in force', anAgreement()),
  one('an agreement where all is done', anAgreement({ amends: settled }), { hasNewer: true }),
  one('an agreement that ended', anAgreement({ status: 'ended', endedOn: settledOn, isKept: true, amends: settled })),
  {
    name: 'ready to be put before everyone',
    page: proposePage({ ...shownExample, agreement: aDraft(), cutOff: [] }),
  },
  {
    name: 'not to be put before everyone yet',
    page: proposePage({ ...shownExample, agreement: aDraft(), cutOff: [{ participantId: joanne, gate: shutGate }] }),
  },
];
