import { parse } from '@angular-eslint/template-parser';
import ts from 'typescript';
import { lineAt, Problem } from '../problems';
import type { SourceFile } from './source-files';

interface Node {
  type?: string;
  name?: string;
  value?: unknown;
  operation?: string;
  sourceSpan?: { start?: { offset?: number } };
}

const reason = 'is text: words stand only in strings.resjson, where they can be translated.';
const letters = /\p{L}{2,}/u;
// Attributes and inputs whose values people read.
const spoken =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|alt|title|label|placeholder|text|header|heading|headerText|description|message|tooltip|caption|content|hint|summary)$/i;

/** Finds words in templates: text, attributes that people read, and literals within bindings. */
export function templateWordProblems(file: SourceFile): Problem[] {
  if (!file.name.startsWith('src/app/')) {
    return [];
  }
  return templates(file).flatMap(({ html, from }) =>
    found(parse(html, { filePath: file.name, suppressParseErrors: true }).templateNodes, '').map(
      ({ words, offset }) => ({
        file: file.name,
        line: lineAt(file.text, from + offset),
        reason: `"${words.trim().slice(0, 60)}" ${reason}`
      })
    )
  );
}

function templates({ name, text }: SourceFile): { html: string; from: number }[] {
  if (name.endsWith('.html')) {
    return [{ html: text, from: 0 }];
  }
  if (!name.endsWith('.ts') || /\.spec\.ts$/.test(name)) {
    return [];
  }
  const inline: { html: string; from: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'template' &&
      ts.isStringLiteralLike(node.initializer)
    ) {
      inline.push({ html: node.initializer.text, from: node.initializer.getStart() + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true));
  return inline;
}

interface Words {
  words: string;
  offset: number;
}

/** Walks Angular's tree. `within` is the attribute or input whose value is being read. */
function found(node: unknown, within: string): Words[] {
  if (Array.isArray(node)) {
    return node.flatMap(item => found(item, within));
  }
  if (node === null || typeof node !== 'object') {
    return [];
  }
  const part = node as Node & Record<string, unknown>;
  const kind = (part.type ?? '').toString().replace(/\$\d+$/, '');
  const says = (words: unknown): Words[] =>
    typeof words === 'string' && letters.test(words)
      ? [{ words, offset: part.sourceSpan?.start?.offset ?? offsetOf(part) }]
      : [];
  switch (kind) {
    case 'Text':
      return says(part.value);
    case 'TextAttribute':
      return spoken.test(part.name ?? '') ? says(part.value) : [];
    case 'BoundText':
      return below(part, 'text');
    case 'BoundAttribute':
      return below(part, part.name ?? '');
    case 'BoundEvent':
    case 'Reference':
    case 'Variable':
      return [];
    default:
      return expressionWords(part, kind, within, says);
  }
}

function expressionWords(
  part: Node & Record<string, unknown>,
  kind: string,
  within: string,
  says: (words: unknown) => Words[]
): Words[] {
  // A comparison names a kind, a key names a property, and a pipe's argument names a format.
  const names = kind === 'Binary' && /^[!=]=/.test(part.operation ?? '');
  if (names || kind === 'KeyedRead') {
    return [];
  }
  if (kind === 'LiteralPrimitive') {
    return spoken.test(within) ? says(part.value) : [];
  }
  if (kind === 'BindingPipe') {
    return found(part['exp'], within);
  }
  if (kind === 'Interpolation') {
    const literal = spoken.test(within) ? (part['strings'] as string[]).flatMap(says) : [];
    return [...literal, ...found(part['expressions'], within)];
  }
  return below(part, within);
}

const notWalked =
  /span|^(?:loc|i18n|parent|comments|tokens|type|__originalType|attrs|references|variables|outputs|source|errors|location)$/i;

function below(part: object, within: string): Words[] {
  return Object.entries(part)
    .filter(([key]) => !notWalked.test(key))
    .flatMap(([, value]) => found(value, within));
}

function offsetOf(part: Record<string, unknown>): number {
  const span = part['sourceSpan'] as { start?: number } | undefined;
  return typeof span?.start === 'number' ? span.start : 0;
}
