import { areaField, errorsOf, fileField, form, selectField, sendForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { pagination } from '#platform/govuk/pagination.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { DocumentCursor, DocumentOnFile } from './facts.ts';
import { acceptedEndings, explain, kinds, sizeInWords, type DocumentId } from './rules.ts';

type Frame = Pick<CaseFrame, 'reference' | 'participants'>;

export interface Documents {
  readonly frame: Frame;
  readonly documents: readonly DocumentOnFile[];
  readonly olderFrom: DocumentCursor | null;
  readonly isOlder: boolean;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

function sideOf({ participantId }: Pick<DocumentOnFile, 'participantId'>, frame: Frame) {
  const whose = participantId && participantIn(frame, participantId);
  const side = whose && whose.parts.length === 1 ? ` tp-side--${whose.parts[0]}` : '';
  return { called: whose ? whose.called : 'The case as a whole', side };
}

/** Staff: the documents of a case, the newest first, and a form to add some. */
export function documentsPage(shown: Documents): Page {
  const { frame, documents, olderFrom, isOlder, attempt } = shown;
  const path = `/cases/${frame.reference}/documents`;
  return {
    title: 'Documents',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Documents</h1>
      ${isOlder ? html`<p class="govuk-body"><a class="govuk-link" href="${path}">Show the newest</a></p>` : addForm(shown)}
      <h2 class="govuk-heading-m">What is here</h2>
      ${documents.length === 0 && html`<p class="govuk-body">No document was added${isOlder ? ' before this' : ' yet'}.</p>`}
      ${documents.map((document) => row(document, shown))}
      ${
        olderFrom &&
        pagination({
          next: {
            href: `${path}?before=${olderFrom.addedAt.getTime()}_${olderFrom.id}`,
            text: 'Older',
            labelText: 'Documents before these',
          },
        })
      }`,
  };
}

function addForm({ frame, attempt }: Documents): Html {
  return sendForm(
    `/cases/${frame.reference}/documents`,
    [
      selectField(attempt, {
        name: 'whose',
        label: 'Whose side it belongs to',
        hint: 'Only staff of the case read it, until you pass on a copy. It cannot be changed later.',
        choices: [
          ...frame.participants.map(({ id, called }) => ({ value: id, text: called })),
          { value: 'case', text: 'The case as a whole' },
        ],
      }),
      areaField(attempt, { name: 'about', label: 'What it is (optional)', rows: 2 }),
      fileField(attempt, {
        name: 'files',
        label: 'Files',
        hint: 'PDF, JPEG, PNG, plain text, Word (.docx) or OpenDocument (.odt); 20 MB each, ten at once. Where a picture was taken and by which camera is taken out of it.',
        accept: acceptedEndings,
      }),
    ],
    { text: 'Add' },
  );
}

function row(document: DocumentOnFile, { frame, staffNames }: Documents): Html {
  const { called, side } = sideOf(document, frame);
  const path = `/cases/${frame.reference}/documents/${document.id}`;
  return html`<section class="tp-side${side}">
    <h3 class="tp-side__label">${called}</h3>
    <p class="govuk-body">
      <a class="govuk-link" href="${path}">${document.name}</a> (${kinds[document.kind].words}, ${sizeInWords(document.size)})
      ${document.takenAwayAt && html`<strong class="govuk-tag govuk-tag--grey">Taken away</strong>`}
    </p>
    ${document.about !== '' && paragraphs(document.about)}
    <p class="govuk-body-s">
      Added by ${staffNames.get(document.addedBy) ?? 'somebody of staff'}, ${momentInWords(document.addedAt)}
    </p>
  </section>`;
}

export interface OneDocument {
  readonly frame: Frame;
  readonly document: DocumentOnFile;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

/** Staff: one document, with the ways to open it, to pass on a copy and to take it away. */
export function documentPage({ frame, document, staffNames, attempt }: OneDocument): Page {
  const path = `/cases/${frame.reference}/documents`;
  const own = `${path}/${document.id}`;
  const { called } = sideOf(document, frame);
  const facts = [
    ['Whose side', called],
    ['What it is', document.about],
    ['Kind', `${kinds[document.kind].words}, ${sizeInWords(document.size)}`],
    ['Added', `${staffNames.get(document.addedBy) ?? 'Somebody of staff'}, ${momentInWords(document.addedAt)}`],
  ] as const;
  return {
    title: 'Document',
    back: path,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l tp-break">${document.name}</h1>
      ${summaryList({ rows: facts.filter(([, text]) => text !== '').map(([key, text]) => ({ key: { text: key }, value: { text } })) })}
      ${document.takenAwayAt ? takenAway(document, document.takenAwayAt, staffNames) : ways(own, document, attempt)}`,
  };
}

function takenAway(document: DocumentOnFile, at: Date, staffNames: ReadonlyMap<string, string>): Html {
  const who = (document.takenAwayBy && staffNames.get(document.takenAwayBy)) ?? 'Somebody of staff';
  return insetText({
    html: html`<p class="govuk-body">${who} took it away, ${momentInWords(at)}. Nobody opens it any more.</p>
      ${paragraphs(document.takenAwayBecause)}`,
  });
}

function ways(own: string, document: DocumentOnFile, attempt: Attempt): Html {
  return html`<p class="govuk-body"><a class="govuk-link" href="${own}/file">Open it</a></p>
    ${
      document.participantId &&
      html`<p class="govuk-body"><a class="govuk-link" href="${own}/pass-on">Pass on a copy</a></p>`
    }
    <h2 class="govuk-heading-m">Take it away</h2>
    ${form(
      own,
      [
        areaField(attempt, {
          name: 'because',
          label: 'Why',
          hint: 'The reason stays here. What was passed on before stays with whoever has it.',
          rows: 2,
        }),
      ],
      { text: 'Take it away' },
    )}`;
}

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const jo = '1b6d5c1e-0000-4000-8000-000000000001' as StaffId;
const document: DocumentOnFile = {
  id: '3b6d5c1e-0000-4000-8000-000000000001' as DocumentId,
  participantId: joanne,
  name: 'What the locksmith charged.pdf',
  about: 'The bill for the new door.',
  kind: 'pdf',
  size: 184_320,
  addedBy: jo,
  addedAt: new Date('2026-11-20T14:30:00Z'),
  takenAwayAt: null,
  takenAwayBy: null,
  takenAwayBecause: '',
};
const none: Documents = {
  frame: {
    reference: '7K3M-QX94',
    participants: [{ id: joanne, personId: null, called: 'Joanne', parts: ['harmed'], isChild: false }],
  },
  documents: [],
  olderFrom: null,
  isOlder: false,
  staffNames: new Map([[jo, 'Jo Whitfield']]),
  attempt: freshAttempt,
};
const away = {
  ...document,
  takenAwayAt: new Date('2026-11-21T09:00:00Z'),
  takenAwayBy: jo,
  takenAwayBecause: 'It belongs to another case.',
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Documents: nothing yet', page: documentsPage(none) },
  {
    name: 'Documents: one of a side and one that was taken away',
    page: documentsPage({
      ...none,
      documents: [document, { ...away, id: 'other' as DocumentId, participantId: null }],
      olderFrom: document,
    }),
  },
  { name: 'Documents: an older page', page: documentsPage({ ...none, documents: [document], isOlder: true }) },
  {
    name: 'Documents: two files refused',
    page: documentsPage({
      ...none,
      documents: [document],
      attempt: {
        typed: { whose: joanne, about: 'What she sent by e-mail.' },
        problems: [
          { field: 'files', text: `door.heic was not added: ${explain('photo-is-of-a-kind-we-do-not-take')}` },
          { field: 'files', text: `bill.docm was not added: ${explain('has-macros')}` },
        ],
      },
    }),
  },
  { name: 'A document', page: documentPage({ ...none, document }) },
  {
    name: 'A document: no reason to take it away',
    page: documentPage({
      ...none,
      document,
      attempt: { typed: {}, problems: [{ field: 'because', text: explain('reason-is-missing') }] },
    }),
  },
  { name: 'A document: taken away', page: documentPage({ ...none, document: away }) },
];
