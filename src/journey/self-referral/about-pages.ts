import { button } from '#platform/govuk/button.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';

/** The service as its own pages speak of it. */
export interface Service {
  readonly name: string;
  readonly areaName: string;
  readonly phone: string;
  readonly email: string;
}

/** What restorative practice is and what it may do for somebody. */
export function welcomePage(service: Service): Page {
  return {
    title: 'What it is',
    body: html`<h1 class="govuk-heading-xl">Talking about what happened can help</h1>
      <p class="govuk-body-l">
        If somebody harmed you, the thought of meeting them may be frightening. But many people find that talking about
        what happened, and how it made them feel, helps them to move on.
      </p>
      <p class="govuk-body">
        This is called <strong>restorative practice</strong>. It helps people who were harmed and people who are
        responsible to communicate safely. We use it for many things, from rows between neighbours to very serious
        crimes. It is always your choice.
      </p>
      ${askUs()}
      <h2 class="govuk-heading-m">If you were harmed</h2>
      <p class="govuk-body">You can have a chance to:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>say what you think about what happened, and how it made you feel</li>
        <li>explain what it did to you and to others, such as your family, your friends and the people around you</li>
        <li>ask what you want to know: what they did, and why</li>
        <li>
          agree how they could make amends, which means how they could put things right: a letter that explains, paying
          for damage, or voluntary work in the community
        </li>
      </ul>
      <p class="govuk-body">
        After a very hard time, this can help you to close a chapter. People who took part have told us that it made them
        feel stronger, and more in control of what had happened to them.
      </p>
      <h2 class="govuk-heading-m">If you are responsible for what happened</h2>
      <p class="govuk-body">It can help you to:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>understand what it did to other people</li>
        <li>take responsibility for what you did</li>
        <li>say sorry</li>
        <li>deal with guilt and regret in a good way, which may help you to act differently in the future</li>
        <li>talk about how you could make amends</li>
        <li>find your way back into the community that was hurt</li>
      </ul>
      <h2 class="govuk-heading-m">Does it work?</h2>
      <p class="govuk-body">
        Evidence shows that 85 out of every 100 people who were harmed and chose to take part felt satisfied afterwards.
        That also means that some did not, so we take our time and ask you at every step.
      </p>
      <p class="govuk-body">
        It can also make it less likely that somebody causes harm again. We cannot promise that it will.
      </p>
      <p class="govuk-body"><a class="govuk-link" href="/how-it-works">Read how it works, step by step</a></p>
      ${talkToUs(service)}`,
  };
}

/** How it works, who it is for, and what it needs. */
export function howItWorksPage(service: Service): Page {
  return {
    title: 'How it works',
    body: html`<h1 class="govuk-heading-xl">How it works</h1>
      <p class="govuk-body-l">
        We talk with each person by themselves first. Nothing goes from one person to the other unless they say yes.
      </p>
      <h2 class="govuk-heading-m">1. We talk with the person who was harmed</h2>
      <p class="govuk-body">
        A trained person, called a facilitator, talks with you about what happened, what it did to you, and what could
        make things better. They ask if you would like to communicate with the person responsible, or meet them.
      </p>
      <h2 class="govuk-heading-m">2. We talk with the person responsible</h2>
      <p class="govuk-body">
        They have a chance to talk with a facilitator too: about the harm, and about what they could do to make amends.
        They are asked if they would like to communicate, or meet, as well.
      </p>
      <p class="govuk-body">
        If you are responsible, you can also be the one who asks us. We then listen to you first. We never tell one person
        whether the other has been in touch with us, unless that person lets us.
      </p>
      <h2 class="govuk-heading-m">3. If both say yes</h2>
      <p class="govuk-body">
        Then you can communicate about what happened. You might meet face to face. We organise all of it for you, and we
        are there the whole time.
      </p>
      <h2 class="govuk-heading-m">4. If you meet</h2>
      <p class="govuk-body">The meeting is called a <strong>conference</strong>.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>It is your choice, and it only happens if everybody agrees.</li>
        <li>It is in a neutral place, which means a place that belongs to neither side.</li>
        <li>It is at a time that suits you.</li>
        <li>A trained facilitator leads it.</li>
        <li>
          You may be able to bring somebody to support you, or others who were affected, such as family, friends or
          other people.
        </li>
      </ul>
      <h2 class="govuk-heading-m">If a meeting is not right</h2>
      <p class="govuk-body">
        There are other ways. The person responsible may write a letter that explains, or we may carry messages, or find
        another way to communicate.
      </p>
      <h2 class="govuk-heading-m">What has to be true first</h2>
      <p class="govuk-body">
        Before any of this, the person responsible must take responsibility for what they did. And everybody who takes
        part must be willing.
      </p>
      <h2 class="govuk-heading-m">Who it is for, and when</h2>
      <p class="govuk-body">
        It is for everybody in ${service.areaName} who was harmed by a crime, by anti-social behaviour or by another
        conflict where they live. It can be used for many kinds of things. It only happens at a time that suits the needs
        and wishes of the person who was harmed. That can be soon, or years later.
      </p>
      ${insetText({
        html: html`You can say no, or not now, or change your mind, at any time. You do not have to say why.`,
      })}
      ${askUs()} ${talkToUs(service)}`,
  };
}

/** What we keep of what somebody writes here, in a few true sentences. */
export function privacyPage(service: Service): Page {
  return {
    title: 'Your privacy',
    body: html`<h1 class="govuk-heading-l">Your privacy</h1>
      <h2 class="govuk-heading-m">If you only read</h2>
      <p class="govuk-body">We do not ask who you are, and we do not follow you. There are no adverts here.</p>
      <h2 class="govuk-heading-m">If you write to us</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          When you press the first button, we put one small file, called a cookie, on your device. It only keeps your
          answers together, and it ends after a day.
        </li>
        <li>What you write and do not send can only be seen from your device, and only for a day.</li>
        <li>When you send it, the people who work here can read it. They use it to help you, and for nothing else.</li>
        <li>
          We never show it to the other person. Only what you choose to pass on goes to them, one thing at a time, and we
          ask you first.
        </li>
        <li>If somebody is in serious danger, we may have to tell people who can keep them safe.</li>
        <li>We only get in touch in the ways that you tell us are safe.</li>
      </ul>
      <h2 class="govuk-heading-m">Leaving quickly</h2>
      <p class="govuk-body">
        “Exit this page” takes you to another website at once. It does not clear the list of pages you have looked at. If
        somebody else uses your device, you may want to clear that list, or use another device.
      </p>
      <h2 class="govuk-heading-m">Seeing, changing or removing it</h2>
      <p class="govuk-body">
        You can ask us what we keep about you, ask us to put it right, and ask us to remove it.
      </p>
      ${talkToUs(service)}`,
  };
}

function askUs(): Html {
  return html`<h2 class="govuk-heading-m">Would you like to ask us for help?</h2>
    <p class="govuk-body">You do not have to decide anything today. Asking does not mean that you have to go on.</p>
    <div class="govuk-button-group">
      ${button({ text: 'Ask us for help: I was harmed', href: '/refer?part=harmed' })}
      ${button({ text: 'Ask us for help: I am responsible', href: '/refer?part=responsible' })}
    </div>`;
}

/** Another way to reach us than these pages. */
export function talkToUs({ phone, email }: Service): Html {
  if (phone === '' && email === '') return html``;
  const ring =
    phone !== '' &&
    html`ring us on <a class="govuk-link" href="tel:${phone.replaceAll(' ', '')}">${phone.replaceAll(' ', '\u00a0')}</a>`;
  const write = email !== '' && html`write to <a class="govuk-link" href="mailto:${email}">${email}</a>`;
  return html`<p class="govuk-body">
    If you would rather talk, or you are asking for somebody else, you can ${ring}${ring && write && ' or '}${write}.
    <a class="govuk-link" href="/privacy">What we keep, and who can see it</a>.
  </p>`;
}

const aService: Service = {
  name: 'Northamptonshire Restorative Practice',
  areaName: 'Northamptonshire',
  phone: '01604 000000',
  email: 'hello@rp.example',
};

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'What restorative practice is', door: 'public', page: welcomePage(aService) },
  { name: 'How it works', door: 'public', page: howItWorksPage(aService) },
  { name: 'What we keep and who can see it', door: 'public', page: privacyPage(aService) },
  {
    name: 'What we keep, of a service that has no phone',
    door: 'public',
    page: privacyPage({ ...aService, phone: '', email: '' }),
  },
];
