/*
 * Looks, a moment after somebody stops typing, whether who they write down is with us already, and shows it on the page. Without
 * this the same is shown once the form is sent, before anything is written down.
 */

const afterMs = 700;
const compared =
  /^(of|full-name|phone|email|agency-reference|postcode|kind|not-the-same|(date-of-birth|happened-on)-(day|month|year))$/;

// Somebody else whom a referral is about is written down under names of their own.
const ofOthers = /^person-/;

/** Shows who is like whoever is typed, in the place that the page has for it. */
export function lookAlike(): void {
  const place = document.querySelector<HTMLElement>('[data-looks-at]');
  const form = place?.closest('form');
  const address = place?.dataset['looksAt'];
  if (!place || !form || address === undefined) return;
  let timer: number | undefined;
  let asked = whatIsTyped(form).toString();
  let turn = 0;

  async function look(place: HTMLElement, form: HTMLFormElement): Promise<void> {
    const body = whatIsTyped(form);
    if (body.toString() === asked) return;
    asked = body.toString();
    turn += 1;
    const mine = turn;
    const answer = await fetch(String(address), { method: 'POST', body }).catch(() => undefined);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.querySelector('[data-looks-at]');
    // Whoever typed on meanwhile is shown what they typed last.
    if (found && mine === turn) place.replaceChildren(...found.childNodes);
  }

  form.addEventListener('input', ({ target }) => {
    // Who is ticked as another stays where they are.
    if (target instanceof Node && place.contains(target)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(place, form), afterMs);
  });
}

function whatIsTyped(form: HTMLFormElement): URLSearchParams {
  const typed = new URLSearchParams();
  for (const [field, value] of new FormData(form)) {
    const name = field.replace(ofOthers, '');
    if (compared.test(name) && typeof value === 'string' && value !== '') typed.append(name, value);
  }
  return typed;
}
