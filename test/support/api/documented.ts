import assert from 'node:assert/strict';
import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Heard } from '../programs.ts';

/** As much of a JSON Schema as the document says anything in. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** One way of the document. */
export interface DocumentedWay extends Record<'method' | 'path' | 'id', string> {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly body: { readonly type: string; readonly schema: Schema } | undefined;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly parameters?: DocumentedWay['parameters'];
            readonly requestBody?: Content;
            readonly responses: Readonly<Record<string, Content>>;
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The document as it was published, and whether an answer is what it says. */
export class Documented {
  readonly ways: readonly DocumentedWay[];
  readonly #document: Document;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(text: string) {
    this.#document = JSON.parse(text) as Document;
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(this.#document, 'document');
    this.ways = Object.entries(this.#document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, said]) => {
        const [body] = Object.entries(said.requestBody?.content ?? {});
        return {
          ...{ method, path, id: said.operationId, parameters: said.parameters ?? [], responses: said.responses },
          body: body && { type: body[0], schema: body[1].schema },
        };
      }),
    );
  }

  /** A schema, where it stands by its name. */
  resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : (this.#document.components.schemas[name] ?? {});
  }

  /** Fails where an answer is none that the document names for this way, or breaks its schema. */
  holds(way: DocumentedWay, heard: Heard): void {
    const said = `${way.id}: ${heard.status} ${heard.text.slice(0, 300)}`;
    assert.ok(heard.status < 500, said);
    const response = way.responses[String(heard.status)];
    assert.ok(response, `not in the document: ${said}`);
    if (response.content === undefined) return assert.equal(heard.text, '', said);
    const type = heard.type.split(';')[0] ?? '';
    assert.ok(response.content[type], `of another kind, ${type}: ${said}`);
    const at = [way.path, way.method, 'responses', String(heard.status), 'content', type, 'schema'];
    const pointer = at.map((each) => encodeURIComponent(each.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = this.#validatorAt(`document#/paths/${pointer}`);
    assert.ok(validate(heard.body), `${said}\n${JSON.stringify(validate.errors)}`);
    return undefined;
  }

  #validatorAt(reference: string): ValidateFunction {
    const known = this.#compiled.get(reference) ?? this.#ajv.compile({ $ref: reference });
    this.#compiled.set(reference, known);
    return known;
  }
}
