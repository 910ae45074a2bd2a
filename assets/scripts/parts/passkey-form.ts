/*
 * A form with data-passkey is sent with what a passkey of this device says. `new` makes one, `use` signs in with one. Where the browser knows
 * none the form stays hidden: there is another way on the page.
 */

type Asked = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;

const words = {
  given: 'Nothing was changed: the passkey was not used. Try again, or take the other way',
  known: 'This device has a passkey for you already',
  broken: 'Passkeys do not work here just now. Take the other way',
};

export function startPasskeys(): void {
  if (!('credentials' in navigator) || typeof PublicKeyCredential === 'undefined') return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      const answer = form.elements.namedItem('passkey');
      if (!(answer instanceof HTMLInputElement) || answer.value !== '') return;
      event.preventDefault();
      void fill(form, answer);
    });
  }
}

async function fill(form: HTMLFormElement, answer: HTMLInputElement): Promise<void> {
  tell(form, '');
  try {
    const asked = await ask(form.dataset['ask'] ?? '');
    answer.value = JSON.stringify(form.dataset['passkey'] === 'new' ? await make(asked) : await use(asked));
    form.submit();
    // Whoever comes back to this page starts anew.
    answer.value = '';
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    tell(form, name === 'NotAllowedError' ? words.given : name === 'InvalidStateError' ? words.known : words.broken);
  }
}

async function ask(address: string): Promise<Asked> {
  const answer = await fetch(address, { method: 'POST', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error('no answer');
  return (await answer.json()) as Asked;
}

async function make({ challenge, user, excludeCredentials = [], ...asked }: Asked): Promise<object> {
  const made = await navigator.credentials.create({
    publicKey: {
      ...(asked as unknown as PublicKeyCredentialCreationOptions),
      challenge: bytes(challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: excludeCredentials.map(({ id }) => ({ type: 'public-key', id: bytes(id) })),
    },
  });
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    throw new Error('no passkey');
  const { clientDataJSON, attestationObject } = made.response;
  return {
    ...named(made),
    response: {
      clientDataJSON: text(clientDataJSON),
      attestationObject: text(attestationObject),
      transports: made.response.getTransports(),
    },
  };
}

async function use({ challenge, rpId, timeout }: Asked): Promise<object> {
  const used = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(challenge),
      userVerification: 'required',
      ...(rpId === undefined ? {} : { rpId }),
      ...(timeout === undefined ? {} : { timeout }),
    },
  });
  if (!(used instanceof PublicKeyCredential) || !(used.response instanceof AuthenticatorAssertionResponse))
    throw new Error('no passkey');
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  return {
    ...named(used),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      ...(userHandle ? { userHandle: text(userHandle) } : {}),
    },
  };
}

function named({ id, type }: PublicKeyCredential): object {
  return { id, type, clientExtensionResults: {} };
}

function tell(form: HTMLFormElement, sentence: string): void {
  const place = form.querySelector('[role="alert"]');
  if (place) place.textContent = sentence;
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const signs = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(signs).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
