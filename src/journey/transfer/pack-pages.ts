import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, paragraphs } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { incidentWords, partWords } from '#vocabulary/parts.ts';
import type { Shut } from '#vocabulary/gates.ts';
import { safeInWords, type Pack } from '#vocabulary/pack.ts';
import { reasonsOf } from './pages.ts';
import { staysHere } from './rules.ts';

/** What goes to a service elsewhere, to be printed and given to somebody there. */
export function packPage(back: string, toName: string, pack: Pack): Page {
  const { incident, people } = pack;
  return {
    title: 'What goes',
    isHandedOver: true,
    back,
    body: html`<h1 class="govuk-heading-l">For ${toName}</h1>
      <p class="govuk-body">From ${pack.fromName}. Everybody here said yes to this. Ask them everything again before anything happens.</p>
      <p class="govuk-body">
        ${incidentWords[incident.kind]}${incident.happenedOn !== null && `, ${inWords(incident.happenedOn)}`}.
      </p>
      ${incident.words !== '' && paragraphs(incident.words)}
      ${people.map(
        (each) =>
          html`<h2 class="govuk-heading-m">${each.fullName}</h2>
            ${summaryList({
              rows: [
                { key: { text: 'Part' }, value: { text: partWords[each.part] } },
                { key: { text: 'How it is safe' }, value: { text: safeInWords(each) } },
                each.dateOfBirth !== null && {
                  key: { text: 'Date of birth' },
                  value: { text: inWords(each.dateOfBirth) },
                },
                each.guardianName !== '' && { key: { text: 'Guardian' }, value: { text: each.guardianName } },
                each.language !== '' && {
                  key: { text: 'Language' },
                  value: { text: `${each.language}${each.needsInterpreter ? ', with an interpreter' : ''}` },
                },
                each.accessNeeds !== '' && { key: { text: 'Needs' }, value: { text: each.accessNeeds } },
              ],
            })}`,
      )}`,
  };
}

/** What cannot go as it is, with each place, for whoever writes it anew. (TRF-9) */
export function stoppedPage(back: string, shut: readonly Shut[]): Page {
  return {
    title: 'It cannot go as it is',
    back,
    body: html`<h1 class="govuk-heading-l">It cannot go as it is</h1>
      ${reasonsOf(shut)}`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'What cannot go to a service elsewhere as it is',
    page: stoppedPage(
      '/cases/7K3M-QX94/transfer',
      staysHere([{ called: 'Joanne', before: 'Not while ', marked: 'Dylan', after: ' is at home.' }]),
    ),
  },
  {
    name: 'What goes to a service elsewhere',
    page: packPage('/cases/7K3M-QX94/transfer', 'Restorative Leicestershire', {
      fromName: 'Northamptonshire Restorative Practice',
      kind: 'justice',
      incident: { kind: 'burglary', happenedOn: '2026-03-14' as PlainDate, words: 'Somebody broke in.' },
      people: [
        {
          ...{
            kind: 'person',
            part: 'harmed',
            fullName: 'Joanne Hartley',
            called: 'Joanne',
            pronouns: '',
            dateOfBirth: null,
          },
          ...{
            isUnder18: false,
            guardianName: '',
            language: 'English',
            needsInterpreter: false,
            accessNeeds: 'Large print',
          },
          ...{ contactRole: '', phone: '07700 900123', email: '', post: '', safe: null },
        },
      ],
    }),
  },
];
