import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { stageWords } from '#vocabulary/parts.ts';
import type { CoveringFor, DueFollowUp, OwnCase, Unheard } from './facts.ts';

/** A task as the list shows it. */
interface TaskToDo {
  readonly id: string;
  readonly words: string;
  readonly dueOn: PlainDate;
  readonly caseReference: string | null;
  readonly participantCalled: string | null;
}

export interface MyWork {
  readonly name: string;
  readonly tasks: readonly TaskToDo[];
  readonly cases: readonly OwnCase[];
  /** For whom they cover today, and which cases that opens. */
  readonly covering: readonly CoveringFor[];
  readonly unheard: readonly Unheard[];
  readonly followUps: readonly DueFollowUp[];
  readonly today: PlainDate;
}

/** What falls to somebody today, who has heard nothing for long, and the cases they work on. */
export function myWorkPage({ name, tasks, cases, covering, unheard, followUps, today }: MyWork): Page {
  return {
    title: 'My work',
    body: html`
      <h1 class="govuk-heading-l">My work</h1>
      <h2 class="govuk-heading-m">To do</h2>
      ${tasks.length === 0 ? html`<p class="tp-empty govuk-body">Nothing is due, ${name}.</p>` : html`<ul class="tp-list">${tasks.map((task) => taskRow(task, today))}</ul>`}
      ${
        followUps.length > 0 &&
        html`<h2 class="govuk-heading-m">Follow-ups due</h2>
        <ul class="tp-list">${followUps.map((each) => html`<li class="tp-list__row"><div><a class="tp-list__link" href="/cases/${each.reference}/follow-up">${each.called}, case ${each.reference}</a></div>${due(each.dueOn, today)}</li>`)}</ul>`
      }
      ${
        unheard.length > 0 &&
        html`<h2 class="govuk-heading-m">People who have heard nothing for 20 working days</h2>
        <ul class="tp-list">${unheard.map((each) => html`<li class="tp-list__row"><div><a class="tp-list__link" href="/cases/${each.reference}/contacts">${each.called}, case ${each.reference}</a></div><p>${each.lastOn ? `Last in touch on ${inWords(each.lastOn)}` : 'Nobody has been in touch yet'}</p></li>`)}</ul>`
      }
      <h2 class="govuk-heading-m">My cases</h2>
      ${
        cases.length === 0
          ? html`<p class="tp-empty govuk-body">You work on no open case. <a class="govuk-link" href="/caseload">See all cases you may open</a></p>`
          : html`<ul class="tp-list">${cases.map((each) => html`<li class="tp-list__row"><div><a class="tp-list__link" href="/cases/${each.reference}">${each.reference}</a><p class="tp-list__note">${each.called.join(', ')}</p></div><p><strong class="govuk-tag">${stageWords[each.stage]}</strong></p><p>${each.role === 'lead' ? 'You lead' : 'You co-facilitate'}</p></li>`)}</ul>`
      }
      ${covering.map(coveringPart)}`,
  };
}

function coveringPart({ name, untilOn, references }: CoveringFor): Html {
  return html`<h2 class="govuk-heading-m">You cover for ${name} until ${inWords(untilOn)}</h2>
    ${
      references.length === 0
        ? html`<p class="tp-empty govuk-body">No case of theirs opens for you now.</p>`
        : html`<ul class="govuk-list">
            ${references.map((each) => html`<li><a class="govuk-link" href="/cases/${each}">${each}</a></li>`)}
          </ul>`
    }`;
}

function due(day: PlainDate, today: PlainDate): Html {
  return day < today
    ? html`<p class="tp-list__late">Late: was due ${inWords(day)}</p>`
    : html`<p>Due ${day === today ? 'today' : inWords(day)}</p>`;
}

function taskRow(task: TaskToDo, today: PlainDate): Html {
  const about = [task.participantCalled, task.caseReference && `case ${task.caseReference}`]
    .filter((part) => part !== null && part !== '')
    .join(', ');
  return html`<li class="tp-list__row"><div><p class="govuk-body">${task.words}</p>
    <p class="tp-list__note">${task.caseReference === null ? about : html`<a class="govuk-link" href="/cases/${task.caseReference}">${about}</a>`}</p></div>
    ${due(task.dueOn, today)}
    <form method="post" action="/tasks/${task.id}/done" novalidate><label class="govuk-label" for="how-${task.id}">How it was done</label>
    <input class="govuk-input govuk-!-margin-bottom-2" type="text" id="how-${task.id}" name="how"><button class="govuk-button govuk-button--secondary" type="submit">Done<span class="govuk-visually-hidden">: ${task.words}</span></button></form></li>`;
}

const usual: MyWork = {
  name: 'Jo',
  today: '2026-11-23' as PlainDate,
  tasks: [
    {
      id: 't1',
      words: 'Somebody is happy to be asked again from today.',

      dueOn: '2026-11-20' as PlainDate,
      caseReference: '7K3M-QX94',
      participantCalled: 'Joanne',
    },
    {
      id: 't2',
      words: 'A new referral has come in.',

      dueOn: '2026-11-23' as PlainDate,
      caseReference: null,
      participantCalled: null,
    },
  ],
  cases: [{ reference: '7K3M-QX94', stage: 'first-contact', role: 'lead', called: ['Joanne', 'Dylan'] }],
  covering: [{ name: 'Sam Okoro', untilOn: '2026-12-04' as PlainDate, references: ['5WQ2-KX83'] }],
  unheard: [{ reference: '7K3M-QX94', called: 'Dylan', lastOn: '2026-10-01' as PlainDate }],
  followUps: [{ reference: '9XQ4-MMN3', called: 'Asha', dueOn: '2026-11-22' as PlainDate }],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'nothing to do',
    page: myWorkPage({ ...usual, tasks: [], cases: [], covering: [], unheard: [], followUps: [] }),
  },
  { name: 'a full day', page: myWorkPage(usual) },
];
