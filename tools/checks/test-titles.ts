import ts from 'typescript';
import { lineAt } from '../problems';
import type { SourceFile } from './source-files';

/** A test as declared in its file. */
export interface DeclaredTest {
  /** Null if the title is computed at run time, because then nothing can name the test. */
  title: string | null;
  line: number;
  /** The code that keeps it from running or from proving anything. Null if there is none. */
  notRun: string | null;
}

const stops = new Set(['skip', 'fixme', 'fail', 'only', 'todo']);

/** Jasmine's one-word functions that skip tests or run one alone. */
const jasmineStops: Record<string, string> = {
  xit: 'skip',
  xdescribe: 'skip',
  fit: 'only',
  fdescribe: 'only',
  pending: 'skip'
};

/**
 * Lists every test in a file for Playwright, jasmine, or Node's runner, in order, as the TypeScript compiler reads it.
 */
export function declaredTests({ name, text }: SourceFile): DeclaredTest[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const tests: { node: ts.CallExpression; test: DeclaredTest }[] = [];
  const stopped: { within: ts.Node; by: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText(source);
      const stop = stopOf(node);
      if (stop !== null) {
        // If one test runs alone, no other test of the file runs.
        stopped.push({ within: stop === 'only' ? source : withinOf(node, source), by: called });
      }
      if (isTest(node)) {
        const [title] = node.arguments;
        const plain = ts.isStringLiteralLike(title) ? title.text : null;
        tests.push({ node, test: { title: plain, line: lineAt(text, node.getStart(source)), notRun: null } });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tests.map(({ node, test }) => {
    const by = stopped.find(({ within }) => contains(within, node));
    return by === undefined ? test : { ...test, notRun: by.by };
  });
}

/** `test(…)` or `it(…)`, and `test.skip(…)`, `xit(…)` and the like, with a title and a body. */
function isTest(node: ts.CallExpression): boolean {
  return (
    /^(?:test|[xf]?it)(?:\.\w+)?$/.test(node.expression.getText()) &&
    (ts.isIdentifier(node.expression) || stopOf(node) !== null) &&
    hasBody(node)
  );
}

/** The word with which a call skips tests or runs one alone. Null for any other call. */
function stopOf(node: ts.CallExpression): string | null {
  const called = node.expression;
  if (ts.isIdentifier(called)) {
    return jasmineStops[called.text] ?? null;
  }
  if (!ts.isPropertyAccessExpression(called) || !stops.has(called.name.text)) {
    return null;
  }
  return /^(?:test|testInfo|it|describe)\b/.test(called.expression.getText()) ? called.name.text : null;
}

/** `test.skip('title', …)` applies to itself, and a bare `test.skip()` to everything around it. */
function withinOf(node: ts.CallExpression, source: ts.SourceFile): ts.Node {
  if (hasBody(node)) {
    return node;
  }
  let around: ts.Node = node.parent;
  while (around !== source && !(ts.isCallExpression(around) && (isTest(around) || isDescribe(around)))) {
    around = around.parent;
  }
  return around;
}

function isDescribe(node: ts.CallExpression): boolean {
  return /(?:^|\.)[xf]?describe\b/.test(node.expression.getText());
}

function hasBody({ arguments: [, ...others] }: ts.CallExpression): boolean {
  return others.some(one => ts.isArrowFunction(one) || ts.isFunctionExpression(one));
}

function contains(around: ts.Node, node: ts.Node): boolean {
  return around.pos <= node.pos && node.end <= around.end;
}
