import { html, type Html } from '#platform/html.ts';
import type { AskerShown, Knowing, Relation } from '#vocabulary/asking.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';

/** How somebody knows the person they ask for, as staff read it. */
const relationWords: Readonly<Record<Relation, string>> = {
  parent: 'parent or carer',
  family: 'family or partner',
  friend: 'friend or neighbour',
  worker: 'works with them',
  other: 'knows them another way',
};

const knowingWords: Readonly<Record<Knowing, string>> = {
  agreed: 'They know of it and said that we may get in touch with them.',
  knows: 'They know of it. They have not said that we may get in touch.',
  'not-yet': 'They do not know of it yet.',
};

/** What staff must read before anybody is contacted: whom to speak with first, and what whoever asked never learns. */
export function askerSection(asker: AskerShown, named: { readonly asker: string; readonly called: string }): Html {
  return html`<section class="tp-safe" aria-labelledby="asker">
    <h2 class="tp-safe__title" id="asker">${named.asker} asked for ${named.called}</h2>
    <p class="govuk-body">
      ${named.asker}: ${relationWords[asker.relation]}. ${knowingWords[asker.knowing]}
      ${asker.knowing !== 'agreed' && `Do not contact ${named.called}. Speak with ${named.asker} first.`}
    </p>
    <p class="govuk-body">${asker.contact ? reachWords(asker.contact) : 'How to reach them was erased.'}</p>
    <p class="govuk-body">
      ${named.asker} learns nothing of what ${named.called} says or of what becomes of it, unless ${named.called} wants
      it.
    </p>
  </section>`;
}

/** How it is safe to reach somebody, in one line for staff. */
function reachWords(contact: SafeContact): string {
  const { ways, phone, email, address, fromHour, untilHour, times, codeword, ifSomeoneElseAnswers } = contact;
  if (ways.includes('none')) return 'No way is safe. They get in touch with us.';
  const each = {
    call: `phone ${phone}`,
    text: `text ${phone}`,
    email: `e-mail ${email}`,
    post: `post to ${address.replaceAll('\n', ', ')}`,
    none: '',
  } as const;
  const said = [
    `Safe: ${ways.map((way) => each[way]).join('; ')}.`,
    fromHour !== null && untilHour !== null && `Only from ${fromHour}:00 until ${untilHour}:00.`,
    times !== '' && `${times}.`,
    ways.includes('call') && (contact.mayLeaveVoicemail ? 'Voicemail is all right.' : 'No voicemail.'),
    ways.includes('call') && `If somebody else answers: ${ifSomeoneElseAnswers || 'say nothing and end the call'}.`,
    codeword !== '' && `The word they chose: ${codeword}.`,
  ];
  return said.filter((words) => typeof words === 'string').join(' ');
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Who asked, once how to reach them was erased',
    page: {
      title: 'Referral',
      body: html`<h1 class="govuk-heading-l">Referral</h1>
        ${askerSection(
          { relation: 'friend', knowing: 'agreed', contact: undefined },
          { asker: 'Gail Turner', called: 'Kieran' },
        )}`,
    },
  },
];
