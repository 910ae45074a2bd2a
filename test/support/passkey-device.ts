import type { Page } from 'playwright-core';

/** Gives the browser of a page a device that keeps passkeys and sees its owner's finger; answers how to take another one. */
export async function withDevice(page: Page): Promise<() => Promise<void>> {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const connect = async () =>
    devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  const first = await connect();
  return async () => {
    await devices.send('WebAuthn.removeVirtualAuthenticator', first);
    await connect();
  };
}
