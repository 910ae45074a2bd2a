import { aFrame } from '#casefile/cases/examples.ts';
import { errorsOf, form, pressForm, radioField, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import { explain, type Link, type StandIn, type Subject, type Why, type Wish } from './rules.ts';

const whyWords: Readonly<Record<Why, string>> = {
  'does-not-want-to': 'The person harmed does not want to take part',
  cannot: 'The person harmed cannot take part',
  'was-not-found': 'The person harmed was not found',
  'nobody-in-particular': 'No one person was harmed',
};

const wishWords: Readonly<Record<Wish, string>> = {
  agreed: 'They agreed to it',
  informed: 'They know of it',
  'not-consulted': 'They were not consulted',
};

const linkWords: Readonly<Record<Link, string>> = {
  'same-harm': 'They lived through the same kind of harm',
  'works-there': 'They work for the organisation that was harmed',
  'family-or-friend': 'They are family or a friend',
  'lives-nearby': 'They live where it happened',
  'no-link': 'None of these',
};

const subjectWords: Readonly<Record<Subject, readonly [text: string, hint?: string]>> = {
  'own-story': ['Their own story', 'What happened to them, and never the part of somebody else.'],
  'the-organisation': ['What it did to the organisation'],
  'their-words': ['What the person harmed told them', 'Only where that person agreed.'],
  'what-is-agreed': ['Agreeing to something for the person harmed', 'Only where that person agreed.'],
};

/** Staff: whether and how somebody stands in for whoever was harmed. */
export function standInPage(
  frame: CaseFrame,
  who: Pick<FrameParticipant, 'id' | 'called'>,
  said: StandIn | undefined,
  attempt: Attempt,
): Page {
  const path = `/cases/${frame.reference}/people/${who.id}/stand-in`;
  const isOpen = frame.status !== 'closed';
  return {
    title: 'Standing in for the person harmed',
    back: `/cases/${frame.reference}/people`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Does ${who.called} stand in for the person harmed?</h1>
      ${
        said
          ? html`<p class="govuk-inset-text">${who.called} stands in. What they say afterwards of how it was is kept, and does not count as the satisfaction of a person harmed.</p>`
          : html`<p class="govuk-body">No: ${who.called} speaks for themselves. Fill this in only where they take the place of somebody else.</p>`
      }
      <p class="govuk-body">Whoever stands in is prepared and asked like everybody. Only the staff of this case read this page.</p>
      ${isOpen ? standInForm(path, frame, who, said, attempt) : html`<p class="govuk-body">The case is closed. Nothing can be added here.</p>`}
      ${isOpen && said && pressForm(`${path}/take-back`, { text: `${who.called} does not stand in`, quiet: true }, {})}`,
  };
}

function standInForm(
  path: string,
  frame: CaseFrame,
  { id, called }: Pick<FrameParticipant, 'id' | 'called'>,
  said: StandIn | undefined,
  attempt: Attempt,
): Html {
  const others = frame.participants.filter((each) => each.id !== id && each.parts.includes('harmed'));
  return form(
    path,
    [
      others.length > 0 &&
        selectField(attempt, {
          name: 'for',
          label: 'Whose place it is',
          value: said ? (said.forId ?? 'nobody') : undefined,
          choices: [
            ...others.map((each) => ({ value: each.id, text: each.called })),
            { value: 'nobody', text: 'Somebody who is not in this case' },
          ],
        }),
      radioField(attempt, {
        name: 'because',
        label: 'Why',
        value: said?.because,
        choices: Object.entries(whyWords).map(([value, text]) => ({ value, text })),
      }),
      radioField(attempt, {
        name: 'wish',
        label: 'What the person harmed wished',
        value: said?.wish,
        choices: Object.entries(wishWords).map(([value, text]) => ({ value, text })),
      }),
      radioField(attempt, {
        name: 'link',
        label: `What ${called} has to do with it`,
        value: said?.link,
        choices: Object.entries(linkWords).map(([value, text]) => ({ value, text })),
      }),
      tickField(attempt, {
        name: 'speaks-for',
        label: `What ${called} may speak for`,
        values: said?.speaksFor,
        choices: Object.entries(subjectWords).map(([value, [text, hint]]) => ({ value, text, hint })),
      }),
    ],
    { text: 'Save' },
  );
}

const frame = aFrame();
const [joanne] = frame.participants;
if (!joanne) throw new Error('Somebody is in the example');
const shop: FrameParticipant = {
  ...joanne,
  id: '0b6d5c1e-0000-4000-8000-000000000081' as FrameParticipant['id'],
  personId: null,
  called: 'Kettering Corner Shop',
};
const withShop = aFrame({ participants: [...frame.participants, shop] });

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'standing in: they speak for themselves', page: standInPage(frame, joanne, undefined, freshAttempt) },
  {
    name: 'standing in: for a shop, and a form that was refused',
    page: standInPage(
      withShop,
      joanne,
      {
        ...{ forId: shop.id, because: 'cannot', wish: 'informed', link: 'works-there' },
        speaksFor: ['own-story', 'the-organisation'],
      },
      {
        typed: { for: shop.id, because: 'cannot', wish: 'informed', link: 'works-there', 'speaks-for': 'their-words' },
        problems: [{ field: 'speaks-for', text: explain('they-did-not-agree') }],
      },
    ),
  },
];
