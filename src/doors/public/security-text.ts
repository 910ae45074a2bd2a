import type { FastifyInstance } from 'fastify';
import { findHomeService } from '#service/sign-in/store.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Ports } from '../ports.ts';
import { keeperOf } from '../staff/sign-in.ts';

const days = 90;

/** Tells whoever finds a hole where to say so (RFC 9116): the contact of the settings, else the service's own e-mail. */
export function securityText(server: FastifyInstance, ports: Ports, contact: string): void {
  server.get('/.well-known/security.txt', async (_, reply) => {
    const to = contact === '' ? await serviceEmail(ports) : contact;
    if (to === '') return reply.callNotFound();
    const expires = new Date(ports.clock().getTime() + days * 86_400_000);
    expires.setUTCHours(0, 0, 0, 0);
    return reply
      .type('text/plain; charset=utf-8')
      .send(
        [
          `Contact: ${/^(mailto|https|tel):/.test(to) ? to : `mailto:${to}`}`,
          `Expires: ${expires.toISOString()}`,
          'Preferred-Languages: en',
          `Canonical: ${ports.baseUrl}/.well-known/security.txt`,
          '',
        ].join('\n'),
      );
  });
}

async function serviceEmail(ports: Ports): Promise<string> {
  const service = await findHomeService(keeperOf(ports));
  if (!service) return '';
  const { serviceId } = service;
  const reader = { login: 'tp_public', serviceId, kind: 'visitor', id: '', caseId: '' } as const;
  return (await ports.database.read(reader, serviceContact)).email;
}
