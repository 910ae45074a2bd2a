import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { giveToken } from '#service/api-clients/actions.ts';
import { tokenSeconds } from '#service/api-clients/rules.ts';
import { isId } from '#vocabulary/ids.ts';
import type { Ports } from '../ports.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';
import { sendCommon } from './problems.ts';

export const tokenPath = '/api/oauth/token';

/** OAuth 2, client credentials (RFC 6749, 4.4): a program changes its secret for a token. No cookie, no session. */
export function tokenWay(server: FastifyInstance, ports: Ports): void {
  server.post(tokenPath, (request, reply) => takeToken(ports, request, reply));
}

async function takeToken(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return sendCommon(reply, 'not-the-right-kind');
  const { form } = asked(request);
  if (form['grant_type'] === undefined) return refused(reply, 400, 'invalid_request');
  if (form['grant_type'] !== 'client_credentials') return refused(reply, 400, 'unsupported_grant_type');
  const shown = basicOf(request.headers.authorization) ?? {
    clientId: String(form['client_id'] ?? ''),
    secret: String(form['client_secret'] ?? ''),
  };
  const token =
    isId(shown.clientId) && shown.secret !== '' ? await giveToken(keeperOf(ports), shown, ports.clock()) : undefined;
  if (token === undefined)
    return refused(reply.header('www-authenticate', 'Basic realm="Talking Piece"'), 401, 'invalid_client');
  return reply
    .header('pragma', 'no-cache')
    .send({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds });
}

function refused(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error });
}

function basicOf(header: string | undefined): { readonly clientId: string; readonly secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at < 0 ? undefined : { clientId: text.slice(0, at), secret: text.slice(at + 1) };
}
