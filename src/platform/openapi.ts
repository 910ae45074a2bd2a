import { z } from 'zod';

/** What a way of the API takes or gives, by a name of its own in the document. */
export interface Shape<Value> {
  readonly name: string;
  readonly schema: z.ZodType<Value>;
}

/** One way of the API, as its door and its document know it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** With `:names`, below the version. */
  readonly path: string;
  readonly id: string;
  readonly tag?: string | undefined;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly query?: Shape<object> | undefined;
  readonly body?: Shape<object> | undefined;
  readonly answer: Shape<object> & { readonly status: number; readonly says: string };
  /** The refusals by name, with their words. */
  readonly refusals: Readonly<Record<string, string>>;
}

/** A problem, as every way of the API tells one (RFC 9457). */
export const ProblemShape = {
  name: 'Problem',
  schema: z.object({
    type: z.string().describe('Where the readable page of this API explains the code.'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable: programs decide by this, never by the words.'),
    codes: z.array(z.string()).describe('Every reason at once; the first is `code`.'),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .describe('Where in the body something does not fit.'),
  }),
} as const;

const referenceParameter = {
  name: 'reference',
  in: 'path',
  required: true,
  description: 'The reference of a referral.',
  schema: { type: 'string', pattern: '^[0-9A-Z]{4}-[0-9A-Z]{4}$', example: '7KQ2-M4TX' },
} as const;
const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } } as const;
const pathParameters: Readonly<Record<string, object>> = { reference: referenceParameter, id: idParameter };

const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A key of your own for this one request. Sent again with the same key within 30 days, the request does nothing again and is answered as before; another request with the same key is refused.',
  schema: { type: 'string', pattern: '^[!-~]{1,200}$', example: '8e03978e-40d5-43e8-bc93-6894a57f9324' },
} as const;

/** What every way may answer besides its own. */
const always: Readonly<Record<number, string>> = {
  400: 'The request is none: no JSON, or a key is missing.',
  401: 'No token, or one that is over.',
  404: 'Nothing of yours is there.',
  422: 'It was refused, for the reasons in `codes`. Nothing was changed.',
  429: 'Too many requests in a minute. Ask again after `Retry-After` seconds.',
};
const onBody: Readonly<Record<number, string>> = {
  413: 'The body is too long.',
  415: 'The body is not `application/json`.',
};
const fault: Readonly<Record<number, string>> = { 500: 'This is our fault. Ask again later with the same key.' };

/** What the document is of, besides its ways. */
export interface Described {
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly description: string;
  /** Where this installation is reached. */
  readonly server: string;
  readonly prefix: string;
  readonly tokenPath: string;
  readonly contactUrl: string;
}

/** A schema as the document says it: what is taken for a body, what is given for an answer. */
function jsonSchema({ schema }: Shape<object>, io: 'input' | 'output'): object {
  const made = Object.entries(
    z.toJSONSchema(schema, {
      ...{ target: 'draft-2020-12', io },
      // What may be left out stands under no `required`; with a default besides, makers of clients ask for it all the same.
      override: (told) => void delete told.jsonSchema.default,
    }),
  );
  return Object.fromEntries(made.filter(([name]) => name !== '$schema'));
}

/** The OpenAPI 3.1 document of the API, made from the schemas that its door parses with. */
export function openApiDocument(described: Described, operations: readonly Operation[]): object {
  const { title, version, summary, description, server, prefix, tokenPath, contactUrl } = described;
  const schemas: Record<string, object> = { Problem: jsonSchema(ProblemShape, 'output') };
  for (const { body, answer } of operations) {
    if (body) schemas[body.name] = jsonSchema(body, 'input');
    if (answer.status !== 204) schemas[answer.name] = jsonSchema(answer, 'output');
  }
  const paths: Record<string, Record<string, object>> = { [tokenPath]: { post: tokenOperation } };
  for (const operation of operations) {
    const path = `${prefix}${operation.path.replace(/:([a-z]+)/g, '{$1}')}`;
    (paths[path] ??= {})[operation.method] = told(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      summary,
      description,
      contact: { name: 'About this API', url: contactUrl },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    tags: [
      { name: 'Coming in', description: 'A token for a program.' },
      { name: 'Referrals', description: 'Sending people our way, and following what becomes of it.' },
      { name: 'Webhooks', description: 'Being told what became of it, instead of asking.' },
    ],
    security: [{ client: [] }],
    paths,
    webhooks: { referralStatusChanged: { post: webhook } },
    components: {
      securitySchemes: {
        client: {
          type: 'oauth2',
          description: 'A program comes in with the client id and the secret that the service gave its agency.',
          flows: { clientCredentials: { tokenUrl: tokenPath, scopes: {} } },
        },
      },
      schemas,
    },
  };
}

function told({ method, path, id, tag, summary, description, query, body, answer, refusals }: Operation): object {
  const acts = method !== 'get';
  const inPath = [...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => pathParameters[name]);
  const codes = Object.entries(refusals).map(([code, words]) => `- \`${code}\`: ${words}.`);
  return {
    operationId: id,
    tags: [tag ?? 'Referrals'],
    summary,
    description: [description ?? '', ...(codes.length === 0 ? [] : ['Refused with:', '', ...codes])].join('\n').trim(),
    parameters: [...inPath, ...(query ? queryParameters(query) : []), ...(acts ? [keyParameter] : [])],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: at(body.name) } } } } : {}),
    responses: {
      [answer.status]: {
        description: answer.says,
        ...(answer.status === 204 ? {} : { content: { 'application/json': { schema: at(answer.name) } } }),
      },
      ...Object.fromEntries(
        Object.entries({ ...always, ...(body ? onBody : {}), ...fault }).map(([status, says]) => [
          status,
          {
            ...problem(says),
            ...(status === '429' ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {}),
          },
        ]),
      ),
    },
  };
}

const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function queryParameters(query: Shape<object>): readonly object[] {
  const { properties = {} } = jsonSchema(query, 'input') as { properties?: Record<string, { description?: string }> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

/** What a program is sent (Standard Webhooks). */
const webhook = {
  operationId: 'referralStatusChanged',
  tags: ['Webhooks'],
  summary: 'A referral stands elsewhere now',
  description:
    'Answer with 2xx within ten seconds. Otherwise it is sent again, with the same id, after a minute and ever later for three days; 410 stops it. Check `webhook-signature`: `v1,` and the base64 of the HMAC-SHA-256 of id, timestamp and body with full stops between, under the secret without `whsec_`, from base64.',
  security: [],
  parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
    ...{ name, in: 'header', required: true, schema: { type: 'string' } },
  })),
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: {
            type: { type: 'string', const: 'referral.status-changed' },
            timestamp: { type: 'string', format: 'date-time' },
            data: {
              type: 'object',
              properties: { reference: { type: 'string' }, status: { type: 'string' } },
              required: ['reference', 'status'],
            },
          },
          required: ['type', 'timestamp', 'data'],
        },
      },
    },
  },
  responses: { '2XX': { description: 'You have it.' }, 410: { description: 'Tell us no more.' } },
} as const;

const tokenError = {
  type: 'object',
  properties: { error: { type: 'string' }, error_description: { type: 'string' } },
  required: ['error'],
} as const;

function tokenRefused(description: string): object {
  return { description, content: { 'application/json': { schema: tokenError } } };
}

function problem(description: string): object {
  return { description, content: { 'application/problem+json': { schema: at('Problem') } } };
}

/** RFC 6749, 4.4. */
const tokenOperation = {
  operationId: 'token',
  tags: ['Coming in'],
  summary: 'Change the secret of a program for a token',
  description:
    'Client id and secret come in the header `Authorization: Basic`, or as fields. The token goes into `Authorization: Bearer` of every other request, for half an hour.',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          properties: {
            grant_type: { type: 'string', const: 'client_credentials' },
            client_id: { type: 'string', format: 'uuid' },
            client_secret: { type: 'string' },
          },
          required: ['grant_type'],
        },
      },
    },
  },
  responses: {
    200: {
      description: 'A token.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              access_token: { type: 'string' },
              token_type: { type: 'string', const: 'Bearer' },
              expires_in: { type: 'integer' },
            },
            required: ['access_token', 'token_type', 'expires_in'],
            additionalProperties: false,
          },
        },
      },
    },
    400: tokenRefused('The request is none that we know: `invalid_request` or `unsupported_grant_type`.'),
    401: tokenRefused('Nobody comes in with this: `invalid_client`.'),
    413: problem('The form is too long.'),
    415: problem('The body is no form.'),
    429: problem('Too many requests in a minute. Ask again after `Retry-After` seconds.'),
    500: problem('This is our fault. Ask again later.'),
  },
};

/** A field of a body, as a page tells it. */
export interface FieldTold {
  /** With full stops between, where one stands in another: `contact.phone`. */
  readonly name: string;
  readonly isNeeded: boolean;
  readonly kind: string;
  readonly says: string;
}

interface Told {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Told>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Told[];
  readonly items?: Told;
  readonly format?: string;
  readonly maxLength?: number;
  readonly description?: string;
}

/** The fields of what a way takes or gives, one below the other. */
export function fieldsOf(shape: Shape<object>, io: 'input' | 'output'): readonly FieldTold[] {
  return fieldsIn(jsonSchema(shape, io), '');
}

function fieldsIn({ properties = {}, required = [] }: Told, before: string): readonly FieldTold[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = field.properties ? field : field.items?.properties ? field.items : undefined;
    const told = {
      name: `${before}${name}`,
      isNeeded: required.includes(name),
      kind: kindOf(field),
      says: field.description ?? '',
    };
    return [told, ...(inner ? fieldsIn(inner, `${before}${name}.`) : [])];
  });
}

function kindOf({ type, enum: codes, anyOf, items, format, maxLength }: Told): string {
  if (codes) return `one of ${codes.join(', ')}`;
  if (anyOf) return anyOf.map(kindOf).join(', or ');
  if (items) return items.enum ? `list: ${items.enum.join(', ')}` : 'list';
  if (type === 'string') return format ?? (maxLength === undefined ? 'text' : `text, at most ${maxLength}`);
  return type === 'boolean' ? 'true or false' : (type ?? 'anything');
}
