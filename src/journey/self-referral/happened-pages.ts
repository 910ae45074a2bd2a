import { areaField, radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { nearbyServices } from '#service/areas/examples.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { NearbyService } from '#vocabulary/nearby.ts';
import type { IncidentKind } from '#vocabulary/parts.ts';
import { aService, someAnswers } from './examples.ts';
import { asChoices, forPath, forRelation, oneQuestion, sheet, type Asking, type Service } from './pages.ts';
import { partIn } from './rules.ts';

/** Kinds of things that happen, in the words of people they happened to. */
export const kindWords: Readonly<Record<IncidentKind, string>> = {
  'neighbour-dispute': 'A row between neighbours',
  'criminal-damage': 'Something was damaged',
  burglary: 'A break-in',
  assault: 'Somebody was hurt or attacked',
  'anti-social-behaviour': 'Anti-social behaviour, such as noise, threats or rubbish',
  'shop-theft': 'Something was taken from a shop',
  'serious-crime': 'A very serious crime',
  other: 'Something else, or more than one of these',
};

/** What kind of thing it was. */
export function kindPage(asking: Asking): Page {
  return oneQuestion('kind', asking, {
    asks: 'What kind of thing was it?',
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'kind',
        value: asking.answers.happened?.kind,
        choices: asChoices(kindWords),
      }),
  });
}

/** What happened, as they want to say it. */
export function happenedPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  return oneQuestion('happened', asking, {
    asks: 'What happened?',
    field: (heading) =>
      areaField(attempt, {
        ...heading,
        name: 'words',
        hint: forPath(answers, {
          another: forRelation(answers, {
            any: 'In your own words. A few are enough. Say what you know. They can tell us the rest themselves.',
            'any-responsible':
              'In your own words. A few are enough. We are not here to judge them. They can tell us their side themselves.',
            'parent-harmed':
              'In your own words. A few are enough. You do not have to ask your child to go through it all again.',
            'parent-responsible': 'In your own words. A few are enough. We are not here to judge your child, or you.',
            'friend-harmed':
              'A few words are enough. Only say what they would not mind that you tell us. They can tell us the rest themselves.',
            'friend-responsible':
              'A few words are enough. Only say what they would not mind that you tell us. We are not here to judge them.',
            'worker-harmed': 'A few words are enough, and no reports. They can tell us the rest themselves.',
            'worker-responsible':
              'A few words are enough, and no reports. We are not here to judge them. They can tell us their side themselves.',
          }),
          harmed: 'In your own words. A few are enough. You do not have to go through it all again here.',
          responsible:
            'In your own words. A few are enough. We are not here to judge you. You can tell us your side when we talk.',
        }),
        value: answers.happened?.words,
        rows: 8,
      }),
  });
}

/** Roughly when it happened. */
export function whenPage(asking: Asking): Page {
  return oneQuestion('when', asking, {
    asks: 'When was it?',
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'when',
        hint: 'Roughly is fine. For example, last spring, or over the past two years. You can leave it empty.',
        value: asking.answers.place?.when,
      }),
  });
}

/** Roughly where it happened. */
export function wherePage(asking: Asking): Page {
  return oneQuestion('where', asking, {
    asks: 'Where was it?',
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'where',
        hint: 'For example, at home, or at a shop in Kettering. You can leave it empty.',
        value: asking.answers.place?.where,
      }),
  });
}

/** The postcode of the place, which says whether we work there. */
export function postcodePage(asking: Asking): Page {
  return oneQuestion('postcode', asking, {
    asks: 'What is the postcode of the place?',
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'postcode',
        hint: 'If you know it. The first half is enough, for example NN1. We only keep the first half. You can leave it empty.',
        value: asking.answers.place?.district,
        width: 10,
        autocomplete: 'off',
      }),
  });
}

/** Outside the area: said kindly, with who works there, and still theirs to decide. */
export function areaPage(asking: Asking, service: Service, there: readonly NearbyService[]): Page {
  return sheet('area', asking, {
    title: 'This may be outside our area',
    heading: true,
    lead: html`<p class="govuk-body">
        Thank you for telling us. We work in ${service.areaName}, and ${asking.answers.place?.district} may be outside it. You deserve somebody
        who can really help.
      </p>
      ${there.length === 0 ? askThePolice : nearer(there)}
      <p class="govuk-body">
        You can still send this to us. We will read it and tell you who can help, in the ways you said are safe.
      </p>`,
    fields: html``,
    press: 'Go on, I want to send it to you',
  });
}

const askThePolice = html`<p class="govuk-body">
  There may be another service nearer to you. The police where you live can tell you which one to ask. You do not have to
  have told them about what happened.
</p>`;

function nearer(services: readonly NearbyService[]): Html {
  return html`<p class="govuk-body">
      ${services.length === 1 ? 'This service works there.' : 'These services work there.'} They do what we do. You can get
      in touch with them now, and say that we sent you.
    </p>
    ${services.map(
      ({ name, phone, website }) =>
        html`<div class="govuk-inset-text">
          <h2 class="govuk-heading-m">${name}</h2>
          ${
            phone !== '' &&
            html`<p class="govuk-body">
              Phone: <a class="govuk-link" href="tel:${phone.replaceAll(/[^0-9+]/g, '')}">${phone.replaceAll(' ', '\u00a0')}</a>
            </p>`
          }
          ${
            website !== '' &&
            html`<p class="govuk-body">
              Website: <a class="govuk-link tp-break" href="${website}" rel="noreferrer">${website.replace(/^https:\/\/|\/$/g, '')}</a>
            </p>`
          }
        </div>`,
    )}
    <p class="govuk-body">Nothing that you wrote here goes to them by itself.</p>`;
}

/** The other people, in their own words; they may know nothing or want to say nothing. */
export function othersPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  return sheet('others', asking, {
    title: 'Who else is involved',
    fields: areaField(attempt, {
      name: 'others',
      label: partIn(answers) === 'responsible' ? 'Who was affected by it?' : 'Who is responsible for it?',
      isHeading: true,
      hint: forPath(answers, {
        another: forRelation(answers, {
          any: 'A name, if you know it, and how they know each other. If you do not know, leave it empty. Please do not get in touch with anybody about this yourself.',
          parent:
            'A name, if you know it, and how they know each other. If you do not know, leave it empty. Please do not get in touch with them or their family about this yourself.',
          worker:
            'A name, if they told you and you may pass it on, and how they know each other. You can leave it empty. If you work with them as well, say so.',
        }),
        harmed:
          'A name, if you know it, and how you know them. If you do not know, leave it empty. We do not get in touch with anybody before you say so.',
        responsible:
          'Names, if you know them, and how you know them. If you do not know, leave it empty. Please do not get in touch with them about this yourself.',
      }),
      value: answers.others?.words,
      rows: 5,
    }),
  });
}

const told = someAnswers();
const harmed = { answers: { who: told.who }, attempt: freshAttempt };
const responsible = { answers: { ...told, who: { part: 'responsible' as const } }, attempt: freshAttempt };
const refused = (field: string, text: string, typed = {}): Asking => ({
  answers: told,
  attempt: { typed: { [field]: '', ...typed }, problems: [{ field, text }] },
});

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Asking a person harmed what happened', door: 'public', page: happenedPage(harmed) },
  { name: 'Asking a person responsible what happened', door: 'public', page: happenedPage(responsible) },
  {
    name: 'What happened is missing',
    door: 'public',
    page: happenedPage(refused('words', 'Write a few words about what happened')),
  },
  { name: 'Asking what kind of thing it was', door: 'public', page: kindPage(harmed) },
  { name: 'Asking when it was', door: 'public', page: whenPage(harmed) },
  { name: 'Asking where it was', door: 'public', page: wherePage(harmed) },
  { name: 'Asking for the postcode', door: 'public', page: postcodePage(harmed) },
  {
    name: 'A postcode that is none',
    door: 'public',
    page: postcodePage(refused('postcode', 'Write a postcode, like NN1 1AA', { postcode: 'the park' })),
  },
  {
    name: 'A place outside the area',
    door: 'public',
    page: areaPage(
      { ...harmed, answers: { ...told, place: { when: '', where: '', district: 'LE1', inArea: false } } },
      aService,
      [],
    ),
  },
  {
    name: 'A place outside the area, where another service works',
    door: 'public',
    page: areaPage(
      { ...harmed, answers: { ...told, place: { when: '', where: '', district: 'LE1', inArea: false } } },
      aService,
      nearbyServices.slice(0, 1),
    ),
  },
  { name: 'Asking a person harmed who is responsible', door: 'public', page: othersPage(harmed) },
  { name: 'Asking a person responsible who was affected', door: 'public', page: othersPage(responsible) },
];
