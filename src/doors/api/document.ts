import type { FastifyInstance } from 'fastify';
import { fieldsOf, openApiDocument, type Operation } from '#platform/openapi.ts';
import type { PublicDoor } from '#vocabulary/doors.ts';
import type { Ports } from '../ports.ts';
import { prefix } from './door.ts';
import { apiPage, type ApiTold } from './pages.ts';
import { commonProblems } from './problems.ts';
import { tokenPath } from './token.ts';

/** What the API is, for programs: made from the schemas that its door parses with. */
export function documentWay(server: FastifyInstance, ports: Ports, operations: readonly Operation[]): void {
  let document: string | undefined;
  server.get('/api/openapi.json', async (_, reply) => {
    document ??= JSON.stringify(
      openApiDocument(
        {
          title: 'Talking Piece',
          version: '1.0.0',
          summary: 'How a program of an agency refers people to this service.',
          description:
            'For agencies that refer: police, probation, victim services, housing, councils, schools, courts. A program sends what a person of the agency would write, follows it in a few allowed words, and learns nothing of any case.',
          server: ports.baseUrl,
          ...{ prefix, tokenPath, contactUrl: `${ports.baseUrl}/api` },
        },
        operations,
      ),
    );
    return reply.type('application/json; charset=utf-8').send(document);
  });
}

/** The same for people, on a page of the site. */
export function apiPageWay(door: PublicDoor, operations: readonly Operation[]): void {
  door.page('/api', async () => apiPage(told(operations)));
}

function told(operations: readonly Operation[]): ApiTold {
  const refusals = new Map(operations.flatMap((each) => Object.entries(each.refusals)));
  return {
    tokenPath,
    ways: operations.map(({ method, path, summary, description = '', query, body, answer }) => ({
      ...{ method, path: `${prefix}${path.replace(/:([a-z]+)/g, '{$1}')}`, summary, description },
      takes: [query, body].flatMap((shape) => (shape ? fieldsOf(shape, 'input') : [])),
      gives: fieldsOf(answer, 'output'),
    })),
    codes: [
      ...Object.entries(commonProblems).map(([code, { status, title: words }]) => ({ code, status, words })),
      ...[...refusals].map(([code, words]) => ({ code, status: 422, words })),
    ],
  };
}
