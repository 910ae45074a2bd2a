import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { html } from '#platform/html.ts';
import { watchOf } from '#service/kept-texts/pages.ts';
import { faultPage, notFoundPage, signedOutPage, tooManyPage } from './error-pages.ts';
import { layout, type LayoutOptions, type PageDoor } from './layout.ts';

const doors: readonly PageDoor[] = ['public', 'participant', 'staff', 'referrer', 'commissioner'];

function page(door: PageDoor, options: Partial<LayoutOptions> = {}): string {
  return String(
    layout({
      door,
      assets: { url: (logicalName) => `/assets/${logicalName}` },
      serviceName: 'Nene Valley Restorative Service',
      title: 'Dates',
      body: html`<h1 class="govuk-heading-l">Dates</h1>`,
      ...options,
    }),
  );
}

const everything: Partial<LayoutOptions> = {
  demonstration: true,
  hasErrors: true,
  back: { href: '/before' },
  notice: html`<p>Kept.</p>`,
  signedIn: { name: 'Amira Khan', role: 'facilitator', signOutAction: '/sign-out' },
  navigation: [
    { text: 'My work', href: '/work', current: true },
    { text: 'Caseload', href: '/cases' },
  ],
  more: [{ text: 'People and places', items: [{ text: 'Venues', href: '/venues', current: true }] }],
  watch: watchOf({ base: '', idleMinutes: 30, warnMinutes: 5, reader: 'a1', page: '/work' }),
  footer: { text: 'Ring 01604 496 0142.', links: [{ text: 'Privacy', href: '/privacy' }] },
};

test('every door asks for its font together with its styles, so that no line moves when it comes', () => {
  for (const door of doors)
    assert.match(
      page(door),
      /rel="stylesheet"[^>]*>\s*<link rel="preload" href="\/assets\/plain\.woff2" as="font" type="font\/woff2" crossorigin/,
    );
});

for (const door of doors)
  test(`the ${door} page is sound HTML that a strict security policy lets through`, async () => {
    const whole = page(door, everything);
    const report = await new HtmlValidate({
      extends: ['html-validate:recommended'],
      // The formatter closes void elements; GOV.UK names roles for what it draws with other elements.
      rules: {
        'void-style': 'off',
        'doctype-style': 'off',
        'prefer-native-element': 'off',
        'no-trailing-whitespace': 'off',
        // It has a delay: the page says so at its top, beside the way to stay longer (WCAG 2.2.1).
        'meta-refresh': 'off',
      },
    }).validateString(whole);
    assert.deepEqual(
      report.results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
      [],
    );
    assert.equal(/<script(?![^>]* src=)|<style| style=| on[a-z]+="/.exec(whole), null);
    assert.equal(whole.match(/<h1/g)?.length, 1);
  });

test('where no script runs a page that is only read goes after its session, and says so; one with fields stays as it is', () => {
  const { watch } = everything;
  const read = page('staff', {
    watch,
    body: html`<h1>Case</h1><form><input type="hidden" name="a" value="b" /></form>`,
  });
  assert.match(read, /<noscript><meta http-equiv="refresh" content="1920" \/><\/noscript>/);
  assert.match(
    read,
    /this page goes after 30 minutes, and you are signed out\.\s*<a class="govuk-link" href="\/work">Stay longer/,
  );
  for (const field of [
    html`<textarea name="a"></textarea>`,
    html`<input name="a" type="text" />`,
    html`<input name="a" />`,
  ])
    assert.doesNotMatch(page('staff', { watch, body: html`<h1>Case</h1>${field}` }), /http-equiv|Stay longer/);
  assert.doesNotMatch(page('public', {}), /http-equiv|Stay longer/);
});

test('words from elsewhere are escaped', () => {
  const whole = page('staff', { title: '<b>', serviceName: '<i>', signedIn: { name: '<u>', signOutAction: '/"' } });
  assert.equal(/<b>|<i>|<u>/.exec(whole), null);
});

test('the browser of a participant remembers "Your page", and errors are still told', () => {
  assert.match(page('participant'), /<title>Your page<\/title>/);
  assert.match(page('participant', { hasErrors: true }), /<title>Error: Your page<\/title>/);
  assert.match(page('participant', { neutralTitle: false }), /<title>Dates – Nene Valley Restorative Service<\/title>/);
  assert.match(page('staff'), /<title>Dates – Nene Valley Restorative Service<\/title>/);
  assert.match(page('public', { neutralTitle: true }), /<title>Your page<\/title>/);
});

test('people who may be watched can leave fast; those at work have no need to', () => {
  for (const door of doors) {
    const ways = page(door).match(/href="https:\/\/www\.bbc\.co\.uk\/weather"/g)?.length ?? 0;
    assert.equal(ways, door === 'public' || door === 'participant' ? 2 : 0, door);
  }
});

test('only the demonstration says that it is one', () => {
  for (const door of doors) {
    assert.match(page(door, { demonstration: true }), /Every person and event here is made up/);
    assert.doesNotMatch(page(door), /made up/);
  }
});

test('signing out is a form, since it changes something', () => {
  assert.match(
    page('staff', everything),
    /<form method="post" action="\/sign-out"><button[^>]*>Sign out<\/button><\/form>/,
  );
  assert.doesNotMatch(page('staff'), /Sign out/);
});

test('an error page has a heading, and a fault its number', () => {
  for (const { title, body } of [notFoundPage(), faultPage('7F3A-20C1'), signedOutPage(), tooManyPage()]) {
    assert.match(String(body), new RegExp(`<h1 class="govuk-heading-l">${title}</h1>`));
    assert.doesNotMatch(String(body), /!/);
  }
  assert.match(String(faultPage('7F3A-20C1').body), /7F3A-20C1/);
});
