import { createHmac } from 'node:crypto';

/** A signing secret as Standard Webhooks writes it: 32 bytes, here made from the key of the installation and kept nowhere. */
export function signingSecret(mark: (text: string) => string, clientId: string, number: number): string {
  return `whsec_${Buffer.from(mark(`webhook secret ${number} of ${clientId}`), 'hex').toString('base64')}`;
}

/** The headers of a message, signed as Standard Webhooks says: whoever has the secret knows that it is ours and how old it is. */
export function signedHeaders(
  secret: string,
  message: { readonly id: string; readonly body: string; readonly at: Date },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'Talking Piece',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
