import { areaField, dayField, errorsOf, form, pressForm, radioField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { ageOn, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import {
  keptDays,
  offerWayWords,
  safeWays,
  standingWords,
  type ListedPerson,
  type OfferWay,
  type Standing,
} from '#vocabulary/offers.ts';
import { incidentWords, partWords } from '#vocabulary/parts.ts';
import { aListedPerson, anOffer } from './examples.ts';
import type { Offer } from './facts.ts';
import { nameOf, standingTag, toldOf } from './pages.ts';

export interface Person {
  readonly person: ListedPerson;
  readonly offers: readonly Offer[];
  readonly staffNames: ReadonlyMap<string, string>;
  /** Referrals and cases of somebody like them. */
  readonly alike: Html;
  /** Where somebody like them said no or asked us not to be in touch, each in a sentence. */
  readonly saidNo: readonly string[];
  readonly attempt: Attempt;
  readonly today: PlainDate;
}

/** Somebody on a list: what is known, how they were asked, and what they said. */
export function personPage(shown: Person): Page {
  const { person, attempt } = shown;
  return {
    title: nameOf(person),
    back: '/offers',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${nameOf(person)}</h1>
      <p class="govuk-body">${standingTag(person.standing)}</p>
      ${known(person)} ${before(shown)} ${safety(person)} ${asked(shown)} ${next(shown)} ${keeping(person)}`,
  };
}

function known({ details, part, agencyName, listId, rowNumber, letGoOn }: ListedPerson): Html {
  const from = {
    key: { text: 'From' },
    value: { html: html`<a class="govuk-link" href="/lists/${listId}">A list of ${agencyName}</a>, row ${rowNumber}` },
  };
  if (!details) {
    return html`${summaryList({ rows: [{ key: { text: 'Part' }, value: { text: partWords[part] } }, from] })}
    ${insetText({ text: `What the list said of them was let go of${letGoOn === null ? '' : ` on ${inWords(letGoOn)}`}. That they were on a list, and whether they were asked, stays. If they come to us by themselves, they are welcome.` })}`;
  }
  const row = (key: string, text: string) => (text === '' ? [] : [{ key: { text: key }, value: { text } }]);
  return summaryList({
    rows: [
      ...row('Part', partWords[part]),
      ...row('Date of birth', details.dateOfBirth === null ? '' : inWords(details.dateOfBirth)),
      ...row('What it is about', incidentWords[details.kind]),
      ...row('What happened', details.whatHappened),
      ...row('When', details.happenedOn === null ? '' : inWords(details.happenedOn)),
      ...row('Where', details.whereWords),
      ...row('The agency’s number', details.reference),
      ...row('Language', details.language),
      ...row('Access needs', details.accessNeeds),
      from,
    ],
  });
}

/** What whoever is about to ask them looks at first: whether they said no, what is going on already, and that they are a child. */
function before({ alike, saidNo, person, today: day }: Person): Html {
  const child =
    isChild(person, day) &&
    'They are under 18. Speak with a parent or carer who has no side in it before they are asked.';
  return html`${[...saidNo, ...(child === false ? [] : [child])].map((text) => insetText({ text }))}${alike}`;
}

const isChild = ({ details }: ListedPerson, day: PlainDate) => {
  const born = details?.dateOfBirth ?? null;
  return born !== null && ageOn(born, day) < 18;
};

function safety({ details, safeWays: ways }: ListedPerson): Html {
  if (!details) return html``;
  const numbers = { call: details.phone, text: details.phone, email: details.email, post: details.address };
  return html`<h2 class="govuk-heading-m">How it is safe to reach them</h2>
    ${
      ways.length === 0
        ? insetText({
            text: 'Nobody said which way is safe. Ask the agency before anybody writes or rings; face to face is possible where they come by themselves.',
          })
        : html`<ul class="govuk-list govuk-list--bullet">
            ${ways.map((way) => html`<li>${offerWayWords[way]}: ${numbers[way]}</li>`)}
          </ul>`
    }
    ${details.contactNote !== '' && html`<p class="govuk-body">The agency says: ${details.contactNote}</p>`}`;
}

function asked({ person, offers, staffNames }: Person): Html {
  const written = (note: string) => person.details && note !== '' && paragraphs(note);
  return html`<h2 class="govuk-heading-m">How they were asked</h2>
    ${offers.length === 0 && html`<p class="govuk-body">Nobody asked them yet.</p>`}
    ${
      offers.length > 0 &&
      html`<ul class="govuk-list">
        ${offers.map(
          (offer) =>
            html`<li>
              ${toldOf(offer, staffNames)}. ${answered(offer)} ${person.details && withCare(offer)} ${written(offer.note)} ${written(offer.answerNote)}
            </li>`,
        )}
      </ul>`
    }`;
}

function withCare({ order, orderReason, although, guardian }: Offer): Html {
  return html`${order === 'harmed-first' && 'Who was harmed was asked first.'}
  ${order === 'responsible-first' && `Asked before who was harmed: ${orderReason}.`}
  ${although !== '' && `Asked although somebody like them said no: ${although}.`}
  ${guardian !== '' && `${guardian} agreed that they are asked.`}`;
}

function answered({ answer, answeredOn, askAfter, reference }: Offer): Html {
  if (answer === null || answeredOn === null) return html`No answer yet.`;
  const again = askAfter === null ? '' : `, ask again from ${inWords(askAfter)}`;
  return html`${standingWords[answer]}, on ${inWords(answeredOn)}${again}.
  ${reference !== null && html`It is referral <a class="govuk-link" href="/referrals/${reference}">${reference}</a>.`}`;
}

function next(shown: Person): Html {
  const { standing, details } = shown.person;
  if (!details) return html``;
  if (standing === 'not-asked' || standing === 'not-now') return askForm(shown);
  return standing === 'asked' ? answerForm(shown) : html``;
}

/** How long they are kept, and that they can be forgotten before. */
function keeping({ id, details, standing, keepUntil }: ListedPerson): Html {
  if (!details) return html``;
  return html`<h2 class="govuk-heading-m">How long we keep this</h2>
    <p class="govuk-body">
      What the list says of them is kept until ${inWords(keepUntil)}: ${keptWords[standing]}. Then nobody can read it any more.
    </p>
    <p class="govuk-body">If they wish to be forgotten, that is done at once. It cannot be undone.</p>
    ${pressForm(`/offers/${id}/forget`, { text: 'Forget them now', quiet: true })}`;
}

const keptWords: Readonly<Record<Standing, string>> = {
  'not-asked': `${keptDays['not-asked']} days from the day they came with the list, while nobody asks them`,
  asked: `${keptDays.asked} days from the day they were asked, while no answer comes`,
  'not-now': `${keptDays['not-now']} days from the day on which they may be asked again`,
  yes: `${keptDays.yes} days from their answer. What they told us with it stands in the referral`,
  no: `${keptDays.no} days from their answer`,
};

function askForm({ person, attempt, today, saidNo }: Person): Html {
  const possible: readonly OfferWay[] = [...person.safeWays, 'in-person'];
  return html`<h2 class="govuk-heading-m">Write down that they were asked</h2>
    <p class="govuk-body">
      Somebody was asked when restorative practice was explained to them so that they can choose. A call that nobody
      answered is not yet an offer.
    </p>
    ${form(
      `/offers/${person.id}/offer`,
      [
        radioField(attempt, {
          name: 'way',
          label: 'How they were asked',
          hint: 'Only ways that were said to be safe.',
          choices: possible.map((way) => ({ value: way, text: offerWayWords[way] })),
        }),
        dayField(attempt, { name: 'offered-on', label: 'The day they were asked', suggested: today }),
        person.part === 'responsible' ? orderField(attempt) : html``,
        isChild(person, today)
          ? textField(attempt, {
              name: 'guardian',
              label: 'Parent or carer who knows of it and agrees that they are asked',
              hint: 'Somebody who has no side in what happened.',
            })
          : html``,
        saidNo.length > 0
          ? areaField(attempt, {
              name: 'although',
              label: 'Why they are asked although somebody like them said no',
              hint: 'For example that you looked and it is somebody else, or that they came to us by themselves.',
              rows: 2,
            })
          : html``,
        areaField(attempt, { name: 'note', label: 'Note (optional)', rows: 2 }),
      ],
      { text: 'Write it down' },
    )}`;
}

function orderField(attempt: Attempt): Html {
  return radioField(attempt, {
    name: 'order',
    label: 'Was who was harmed asked first?',
    hint: 'Say nothing to this person of what anybody else said or wishes.',
    choices: [
      { value: 'harmed-first', text: 'Yes, and they agree that we speak with this person' },
      {
        value: 'responsible-first',
        text: 'No, this person is asked first',
        more: areaField(attempt, { name: 'order-reason', label: 'Why they are asked first', rows: 2 }),
      },
    ],
  });
}

function answerForm({ person, attempt, today }: Person): Html {
  const { details } = person;
  if (!details) return html``;
  const yes = html`${tickField(attempt, {
    name: 'ways',
    label: 'Ways they say are safe',
    hint: 'As they say it now. If none is, nobody is contacted before it is known.',
    values: person.safeWays,
    choices: [
      ...safeWays.map((way) => ({ value: way, text: offerWayWords[way] })),
      { value: 'none', text: 'None of these, or not known' },
    ],
  })}
    ${textField(attempt, { name: 'phone', label: 'Phone number', width: 20, type: 'tel', value: details.phone })}
    ${textField(attempt, { name: 'email', label: 'E-mail address', type: 'email', value: details.email })}
    ${areaField(attempt, { name: 'address', label: 'Postal address', rows: 3, value: details.address })}
    ${textField(attempt, { name: 'times', label: 'When it is safe', value: details.contactNote })}
    ${areaField(attempt, { name: 'what-happened', label: 'What happened, in plain words', rows: 4, value: details.whatHappened })}
    ${textField(attempt, {
      name: 'postcode',
      label: 'Postcode of the place',
      hint: 'Only the first half is kept.',
      width: 10,
      value: details.postcode,
    })}`;
  return html`<h2 class="govuk-heading-m">Write down their answer</h2>
    <p class="govuk-body">No answer is no answer: it stays open, and nothing moves.</p>
    ${form(
      `/offers/${person.id}/answer`,
      [
        radioField(attempt, {
          name: 'answer',
          label: 'What they said',
          choices: [
            { value: 'yes', text: 'Yes, they want to hear more', hint: 'It becomes a referral.', more: yes },
            {
              value: 'not-now',
              text: 'Not now',
              more: dayField(attempt, { name: 'ask-after', label: 'They are happy to be asked again from' }),
            },
            { value: 'no', text: 'No', hint: 'They are not asked again. The door stays open if they come to us.' },
          ],
        }),
        dayField(attempt, { name: 'answered-on', label: 'The day they answered', suggested: today }),
        areaField(attempt, { name: 'answer-note', label: 'Note (optional)', rows: 2 }),
      ],
      { text: 'Write the answer down' },
    )}`;
}

const today = '2026-11-23' as PlainDate;
const shown = {
  offers: [],
  staffNames: new Map([[anOffer({}).offeredBy, 'Amara Okafor']]),
  attempt: freshAttempt,
  alike: html``,
  saidNo: [],
  today,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Somebody who was never asked', page: personPage({ ...shown, person: aListedPerson({}) }) },
  {
    name: 'Somebody with no safe way',
    page: personPage({ ...shown, person: aListedPerson({ safeWays: [] }) }),
  },
  {
    name: 'Somebody who was asked, an answer without its day',
    page: personPage({
      ...shown,
      person: aListedPerson({ standing: 'asked' }),
      offers: [anOffer({ note: 'Rang after four.' })],
      attempt: {
        typed: { answer: 'not-now', 'answered-on-day': '20', 'answered-on-month': '11', 'answered-on-year': '2026' },
        problems: [{ field: 'ask-after', text: 'Write from when they are happy to be asked again' }],
      },
    }),
  },
  {
    name: 'Somebody who said yes, their details let go',
    page: personPage({
      ...shown,
      person: aListedPerson({ standing: 'yes', details: undefined, settledOn: today, letGoOn: today }),
      offers: [anOffer({ answer: 'yes', answeredOn: today, reference: '7K3M-QX94' })],
    }),
  },
];
