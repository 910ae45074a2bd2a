import { pressForm } from '#platform/fields.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { ageOn, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import type { CompanionId, OrganisationId, ParticipantId, PersonId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { Companion, PersonDetails, Reachable, WishesAboutContact } from './facts.ts';
import type { ContactPoint } from './rules.ts';
import { safeContactBanner } from './safe-contact-pages.ts';

export interface People {
  readonly frame: Pick<CaseFrame, 'reference' | 'status' | 'participants' | 'links'>;
  readonly details: readonly PersonDetails[];
  readonly reachable: readonly Reachable[];
  readonly companions: readonly Companion[];
  readonly wishes: WishesAboutContact;
  readonly today: PlainDate;
  readonly now: Date;
}

/** Staff: everybody in the case, how to reach them safely, who is beside them, who harmed whom. */
export function peoplePage(shown: People): Page {
  const { frame, details } = shown;
  const base = `/cases/${frame.reference}/people`;
  return {
    title: 'People',
    body: html` <h1 class="govuk-heading-l">People</h1>
      ${details.length === 0 && html`<p class="govuk-body">Nobody was added to this case yet.</p>`}
      ${details.map((each) => side(each, shown))}
      <h2 class="govuk-heading-m">Who harmed whom</h2>
      ${linksPart(frame)}
      <p class="govuk-body"><a class="govuk-link" href="${base}/harm">Say who harmed whom</a></p>
      ${
        frame.status !== 'closed' &&
        html`<h2 class="govuk-heading-m">Somebody else</h2>
          <ul class="govuk-list">
            <li><a class="govuk-link" href="${base}/add">Add a person to the case</a></li>
            <li><a class="govuk-link" href="${base}/add-organisation">Add an organisation, such as a shop</a></li>
          </ul>`
      }`,
  };
}

function linksPart({ links, participants }: People['frame']): Html {
  const called = (id: ParticipantId) => participants.find((each) => each.id === id)?.called ?? 'Somebody';
  if (links.length === 0) return html`<p class="govuk-body">Nobody has said yet who harmed whom.</p>`;
  return html`<ul class="govuk-list govuk-list--bullet">
    ${links.map(({ responsibleId, harmedId }) => html`<li>${called(responsibleId)} harmed ${called(harmedId)}</li>`)}
  </ul>`;
}

function partsWords(parts: readonly Part[], isOrganisation: boolean): string {
  const who = isOrganisation ? 'Organisation' : 'Person';
  if (parts.length === 2) return `${who} harmed and responsible`;
  if (parts.length === 0) return `${who}, not yet said whether harmed or responsible`;
  return `${who} ${parts[0]}`;
}

function side(details: PersonDetails, shown: People): Html {
  const { frame, reachable, companions, wishes, now } = shown;
  const { participantId, personId, called } = details;
  const participant = frame.participants.find(({ id }) => id === participantId);
  const reach = reachable.find((each) => each.participantId === participantId);
  const parts = participant?.parts ?? [];
  const looks = parts.length === 1 ? ` tp-side--${parts[0]}` : '';
  return html`<section class="tp-side${looks}" id="${participantId}">
    <h2 class="tp-side__label">${called}: ${partsWords(parts, personId === null).toLowerCase()}</h2>
    ${personId === null ? organisationFacts(details) : personFacts(details, participant, shown)}
    ${personId !== null && reach && [safeContactBanner(reach, now, wishes), pointsPart(reach, shown)]}
    ${companionsPart(participantId, companions, frame)}
    <p class="govuk-body"><a class="govuk-link" href="/cases/${frame.reference}/people/${participantId}/deciding">${decidingWords(personId === null, participant?.isChild ?? false)}<span class="govuk-visually-hidden">: ${called}</span></a></p>
    ${personId !== null && parts.includes('harmed') && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${frame.reference}/people/${participantId}/stand-in">Whether ${called} stands in for the person harmed</a></p>`}
    ${personId !== null && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${frame.reference}/access">Who can come in to a page of their own<span class="govuk-visually-hidden">, ${called} among them</span></a></p>`}
    ${personId !== null && html`${pressForm(`/cases/${frame.reference}/invite`, { text: `Give ${called} a page of their own`, quiet: true }, { participant: participantId })}`}
    ${personId !== null && frame.status === 'closed' && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${frame.reference}/people/${participantId}/erasing">Before they are erased<span class="govuk-visually-hidden">: ${called}</span></a></p>`}
  </section>`;
}

function decidingWords(isOrganisation: boolean, isChild: boolean): string {
  if (isOrganisation) return 'Who may agree for it';
  return isChild ? 'Who speaks for them, and what they say' : 'What they can decide for themselves';
}

function personFacts(
  details: PersonDetails,
  participant: FrameParticipant | undefined,
  { frame, today }: People,
): Html {
  const { participantId, called, fullName, pronouns, ownWord, language, needsInterpreter, accessNeeds } = details;
  const unsaid = 'Not said';
  return summaryList({
    rows: [
      row('Name', fullName),
      row('Called', called),
      row('Pronouns', pronouns || unsaid),
      row('Age', ageWords(details, participant?.isChild ?? false, today)),
      row('Their word for themselves', ownWord || unsaid),
      row('Language', needsInterpreter ? `${language}, needs an interpreter` : language),
      row('Access needs', accessNeeds || 'None said'),
      {
        key: { text: 'These details' },
        value: {
          html: html`<a class="govuk-link" href="/cases/${frame.reference}/people/${participantId}">Change the details of ${called}</a>`,
        },
      },
    ],
  });
}

function ageWords({ dateOfBirth, isUnder18 }: PersonDetails, isChild: boolean, today: PlainDate): string {
  if (dateOfBirth)
    return `${ageOn(dateOfBirth, today)}, born on ${inWords(dateOfBirth)}${isChild ? ' (under 18)' : ''}`;
  return isUnder18 ? 'Under 18' : 'Not said; not under 18';
}

function organisationFacts({ fullName, contactRole, organisationPhone, organisationEmail }: PersonDetails): Html {
  return summaryList({
    rows: [
      row('Name', fullName),
      row('Reached through', contactRole || 'Not said'),
      row('Phone', organisationPhone || 'None'),
      row('E-mail', organisationEmail || 'None'),
    ],
  });
}

function row(key: string, value: string) {
  return { key: { text: key }, value: { text: value } };
}

const channelWords = { phone: 'Phone', email: 'E-mail', post: 'Post' } as const;
const howWords = {
  'in-person': 'in person',
  'old-safe-way': 'through the old safe way',
  'with-the-referral': 'with the referral',
} as const;

function pointsPart({ participantId, called, points }: Reachable, { frame }: People): Html {
  const base = `/cases/${frame.reference}/people/${participantId}`;
  const inUse = points.filter(({ isInUse }) => isInUse);
  return html` <h3 class="govuk-heading-s">Numbers and addresses</h3>
    ${
      inUse.length === 0
        ? html`<p class="govuk-body">None is known.</p>`
        : html`<ul class="govuk-list">
            ${inUse.map((point) => html`<li class="tp-break">${pointWords(point)} <a class="govuk-link" href="${base}/points/${point.id}">${point.checkedOn ? 'Stop using it' : 'Check it'}<span class="govuk-visually-hidden">: ${point.value}</span></a></li>`)}
          </ul>`
    }
    <ul class="govuk-list">
      <li><a class="govuk-link" href="${base}/points/add">Add a number or an address<span class="govuk-visually-hidden"> of ${called}</span></a></li>
      <li><a class="govuk-link" href="${base}/safe-contact">Say how it is safe to reach ${called}</a></li>
    </ul>`;
}

function pointWords({ channel, value, checkedOn, checkedHow }: ContactPoint): string {
  const checked =
    checkedOn && checkedHow ? `checked ${howWords[checkedHow]} on ${inWords(checkedOn)}` : 'not checked yet, not used';
  return `${channelWords[channel]}: ${value} (${checked})`;
}

function companionsPart(participantId: ParticipantId, companions: readonly Companion[], frame: People['frame']): Html {
  const theirs = companions.filter((each) => each.participantId === participantId);
  const isOpen = frame.status !== 'closed';
  return html` <h3 class="govuk-heading-s">Beside them</h3>
    ${
      theirs.length === 0
        ? html`<p class="govuk-body">Nobody.</p>`
        : html`<ul class="govuk-list govuk-list--bullet">
            ${theirs.map((each) => html`<li>${companionWords(each)}</li>`)}
          </ul>`
    }
    ${isOpen && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${frame.reference}/people/${participantId}/companion">Add a supporter, guardian, interpreter or representative<span class="govuk-visually-hidden"> beside ${frame.participants.find(({ id }) => id === participantId)?.called}</span></a></p>`}`;
}

function companionWords({ kind, fullName, relation, phone, email }: Companion): string {
  return [`${fullName}, ${kind}`, relation, phone, email].filter((part) => part !== '').join(', ');
}

const joanne: PersonDetails = {
  participantId: '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId,
  personId: '0b6d5c1e-0000-4000-8000-000000000006' as PersonId,
  organisationId: null,
  fullName: 'Joanne Hartley',
  called: 'Joanne',
  pronouns: 'she',
  dateOfBirth: '1985-03-02' as PlainDate,
  isUnder18: false,
  language: 'English',
  needsInterpreter: false,
  accessNeeds: 'A room on the ground floor',
  ownWord: 'survivor',
  contactRole: '',
  organisationPhone: '',
  organisationEmail: '',
};
const shop: PersonDetails = {
  ...joanne,
  participantId: '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId,
  personId: null,
  organisationId: '0b6d5c1e-0000-4000-8000-000000000009' as OrganisationId,
  fullName: 'Corner Shop, Corby',
  called: 'Corner Shop, Corby',
  contactRole: 'Store manager',
  organisationEmail: 'manager@shop.example',
};
const none: People = {
  frame: { reference: '7K3M-QX94', status: 'open', participants: [], links: [] },
  details: [],
  reachable: [],
  companions: [],
  wishes: new Map(),
  today: '2026-11-23' as PlainDate,
  now: new Date('2026-11-23T11:00:00Z'),
};
const usual: People = {
  ...none,
  frame: {
    ...none.frame,
    participants: [
      { id: joanne.participantId, personId: joanne.personId, called: 'Joanne', parts: ['responsible'], isChild: false },
      { id: shop.participantId, personId: null, called: shop.called, parts: ['harmed'], isChild: false },
    ],
    links: [
      {
        incidentId: '4b6d5c1e-0000-4000-8000-000000000001' as never,
        harmedId: shop.participantId,
        responsibleId: joanne.participantId,
      },
    ],
  },
  details: [joanne, shop],
  reachable: [
    {
      participantId: joanne.participantId,
      called: 'Joanne',
      language: 'English',
      safe: null,
      points: [
        {
          id: '5b6d5c1e-0000-4000-8000-000000000001',
          channel: 'phone',
          value: '07700 900123',
          checkedOn: null,
          checkedHow: null,
          isInUse: true,
        },
        {
          id: '5b6d5c1e-0000-4000-8000-000000000002',
          channel: 'email',
          value: 'joanne@example.org',
          checkedOn: '2026-11-02' as PlainDate,
          checkedHow: 'in-person',
          isInUse: true,
        },
      ],
    },
  ],
  companions: [
    {
      id: '6b6d5c1e-0000-4000-8000-000000000001' as CompanionId,
      participantId: joanne.participantId,
      kind: 'supporter',
      fullName: 'Ann Hartley',
      called: 'Ann',
      relation: 'her sister',
      phone: '',
      email: '',
    },
  ],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'People: nobody yet', page: peoplePage(none) },
  { name: 'People: a person and a shop', page: peoplePage(usual) },
  { name: 'People: in a closed case', page: peoplePage({ ...usual, frame: { ...usual.frame, status: 'closed' } }) },
];
